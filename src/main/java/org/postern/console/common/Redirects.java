package org.postern.console.common;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.postern.console.frame.ConsolePaths;

/**
 * Redirects from a form to the page that shows the result. An outcome of Faces is not used, because
 * Faces would evaluate a name such as <code>#{1+1}</code> as an expression.
 */
public final class Redirects {

  private Redirects() {}

  /** Redirects to a page below {@code /console/}. */
  public static void to(String page) {
    ExternalContext context = FacesContext.getCurrentInstance().getExternalContext();
    // MyFaces keeps messages for the next page only if this is set.
    context.getFlash().setRedirect(true);
    try {
      context.redirect(context.getRequestContextPath() + ConsolePaths.CONSOLE + "/" + page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Redirects to a page below {@code /console/} with the parameter {@code id}. */
  public static void to(String page, String id) {
    to(page, "id", id);
  }

  /** Redirects to a page below {@code /console/} with this parameter. */
  public static void to(String page, String parameter, String value) {
    to(page + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
