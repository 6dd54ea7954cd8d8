package org.postern.console.frame;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Sends a form to the full address of its page, including the parameters that name the page's
 * object.
 */
public class FormAddresses extends ViewHandlerWrapper {

  private static final List<String> PARAMETERS = List.of("id", "label", "kind", "name");

  /** Faces calls this constructor. */
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

  /**
   * The query with the parameters that name the page's object, beginning with a question mark;
   * empty if there are none.
   */
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
