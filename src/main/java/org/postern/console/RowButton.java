package org.postern.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The button of a row of a list that was pressed. It is a plain button that names its row by what
 * the row shows, because by the time it is pressed another row may be in the same place. The page
 * acts on it by an {@code f:viewAction} on postback.
 */
@RequestScoped
class RowButton {

  private final HttpServletRequest request;

  /** For the proxy only. */
  protected RowButton() {
    this(null);
  }

  @Inject
  RowButton(HttpServletRequest request) {
    this.request = request;
  }

  /** The value of the pressed button of this name; empty if it was none of these. */
  Optional<String> pressed(String name) {
    return request.getMethod().equals("POST")
        ? Optional.ofNullable(FormRequest.parameter(request, name))
        : Optional.empty();
  }
}
