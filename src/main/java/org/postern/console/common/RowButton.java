package org.postern.console.common;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.postern.console.frame.FormRequest;

/**
 * Finds the pressed button in a row of a list. It is a plain button whose value names the object of
 * its row, because another row may be in the same position when the button is pressed. The page
 * handles it with an {@code f:viewAction} on postback.
 */
@RequestScoped
public class RowButton {

  private final HttpServletRequest request;

  /** For the proxy only. */
  protected RowButton() {
    this(null);
  }

  @Inject
  RowButton(HttpServletRequest request) {
    this.request = request;
  }

  /** The value of the pressed button with this name; empty if no such button was pressed. */
  public Optional<String> pressed(String name) {
    return request.getMethod().equals("POST")
        ? Optional.ofNullable(FormRequest.parameter(request, name))
        : Optional.empty();
  }
}
