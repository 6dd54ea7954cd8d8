package org.postern.console;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/** Sends a form to the address of its page, which tells what the page is about. */
public class FormAddresses extends ViewHandlerWrapper {

  private static final List<String> PARAMETERS = List.of("id", "label", "kind", "name");

  /** Called by Faces. */
  public FormAddresses(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public String getActionURL(FacesContext faces, String viewId) {
    String address = super.getActionURL(faces, viewId);
    return faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE
            && viewId.equals(faces.getViewRoot().getViewId())
        ? address + query(faces.getExternalContext().getRequestParameterMap()::get)
        : address;
  }

  /** The query that tells what a page is about, a question mark before it; empty for none. */
  static String query(Function<String, String> parameter) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (String name : PARAMETERS) {
      String value = parameter.apply(name);
      if (value != null) {
        query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }
}
