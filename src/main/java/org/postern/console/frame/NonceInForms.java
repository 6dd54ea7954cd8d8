package org.postern.console.frame;

import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIOutput;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.event.PostAddToViewEvent;
import jakarta.faces.event.SystemEvent;
import jakarta.faces.event.SystemEventListener;
import java.io.IOException;
import org.primefaces.context.PrimeFacesContext;

/**
 * Adds the page's nonce to each form of the page. PrimeFaces requires the nonce in every submitted
 * form, but adds it only where its own script runs.
 */
public class NonceInForms implements SystemEventListener {

  private static final String NAME = "primefaces.nonce";

  @Override
  public boolean isListenerForSource(Object source) {
    return source instanceof UIForm;
  }

  @Override
  public void processEvent(SystemEvent event) {
    if (event instanceof PostAddToViewEvent added && added.getComponent() instanceof UIForm form) {
      boolean there = form.getChildren().stream().anyMatch(Nonce.class::isInstance);
      if (!there) {
        form.getChildren().add(new Nonce());
      }
    }
  }

  /** A hidden field, which is created again for each view. */
  private static final class Nonce extends UIOutput {

    private Nonce() {
      setTransient(true);
      setRendererType(null);
    }

    @Override
    public void encodeBegin(FacesContext faces) throws IOException {
      ResponseWriter writer = faces.getResponseWriter();
      writer.startElement("input", null);
      writer.writeAttribute("type", "hidden", null);
      writer.writeAttribute("name", NAME, null);
      writer.writeAttribute("value", PrimeFacesContext.getCspState(faces).getNonce(), null);
      writer.endElement("input");
    }
  }
}
