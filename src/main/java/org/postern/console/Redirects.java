package org.postern.console;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Leads from a form to the page that shows what came of it. An outcome of Faces would evaluate a
 * name such as <code>#{1+1}</code> as an expression.
 */
final class Redirects {

  private Redirects() {}

  /** To a page below {@code /console/}. */
  static void to(String page) {
    ExternalContext context = FacesContext.getCurrentInstance().getExternalContext();
    // MyFaces keeps what is to be told on the next page only if it hears of it.
    context.getFlash().setRedirect(true);
    try {
      context.redirect(context.getRequestContextPath() + ConsolePaths.CONSOLE + "/" + page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To a page below {@code /console/} that is about this. */
  static void to(String page, String id) {
    to(page, "id", id);
  }

  /** To a page below {@code /console/} that is about what a parameter names. */
  static void to(String page, String parameter, String value) {
    to(page + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
