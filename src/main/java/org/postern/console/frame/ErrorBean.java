package org.postern.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The data of the error page. */
@Named
@RequestScoped
public class ErrorBean {

  private static final Set<String> EXPLAINED =
      Set.of("400", "403", "404", "408", "409", "413", "503");

  private final HttpServletRequest request;

  /** For the proxy only. */
  protected ErrorBean() {
    this(null);
  }

  @Inject
  public ErrorBean(HttpServletRequest request) {
    this.request = request;
  }

  /** The status as a text: one that the page explains, or else 500. */
  public String getStatus() {
    String status = text(ErrorPages.STATUS, "status");
    return EXPLAINED.contains(status) ? status : "500";
  }

  /** The reference id; empty if there is none. */
  public String getReference() {
    String reference = text(ErrorPages.REFERENCE, "reference");
    return reference.matches("[0-9A-Z]{1,40}") ? reference : "";
  }

  // A request of a script is redirected to the error page, with status and reference in the
  // address.
  private String text(String attribute, String parameter) {
    Object value = request.getAttribute(attribute);
    String text = value == null ? request.getParameter(parameter) : value.toString();
    return text == null ? "" : text;
  }
}
