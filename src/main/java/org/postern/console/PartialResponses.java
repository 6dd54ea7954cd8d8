package org.postern.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers for the script of Faces, which does not follow a redirect by itself. */
final class PartialResponses {

  private PartialResponses() {}

  /** Whether a script asked, and not the browser for a page. */
  static boolean isWanted(HttpServletRequest request) {
    return "partial/ajax".equals(request.getHeader("Faces-Request"));
  }

  /** Has the script lead the browser to this address, which must not need escaping in XML. */
  static void redirect(HttpServletResponse response, String address) throws IOException {
    response.setContentType("text/xml");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(
            "<?xml version='1.0' encoding='UTF-8'?><partial-response><redirect url=\""
                + address.replace("&", "&amp;").replace("\"", "%22").replace("<", "%3C")
                + "\"/></partial-response>");
  }
}
