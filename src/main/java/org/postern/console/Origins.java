package org.postern.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells requests that a page of ours sent from those that a page of somebody else had sent. */
final class Origins {

  private Origins() {}

  /**
   * Whether the browser says that the request comes from a page of this very origin. What says
   * nothing is no browser of the last years, and is refused.
   *
   * @param issuer the address that this server is known by
   */
  static boolean isOwn(HttpServletRequest request, URI issuer) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    // Browsers tell it to addresses of TLS and loopback only.
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    String sent = origin.toLowerCase(Locale.ROOT);
    if (sent.equals(issuer.getScheme() + "://" + issuer.getRawAuthority())) {
      return true;
    }
    String host = request.getHeader("Host");
    return host != null && sent.matches("https?://" + Pattern.quote(host.toLowerCase(Locale.ROOT)));
  }
}
