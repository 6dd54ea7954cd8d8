package org.postern.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers to requests of the Faces script, which does not follow HTTP redirects. */
final class PartialResponses {

  private PartialResponses() {}

  /** Tells whether the script has sent the request. */
  static boolean isWanted(HttpServletRequest request) {
    return "partial/ajax".equals(request.getHeader("Faces-Request"));
  }

  /** Makes the script send the browser to this address. */
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
