package org.postern.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Distinguishes requests from pages of this server from requests that a foreign page has caused.
 */
final class Origins {

  /** A loopback address or name, as the Host header has it. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?");

  private Origins() {}

  /**
   * Tells whether the browser states that the request comes from a page of this origin. A request
   * that states nothing is refused, because all browsers of recent years state it.
   *
   * @param issuer the address of this server as clients know it
   */
  static boolean isOwn(HttpServletRequest request, URI issuer) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    // Browsers send Sec-Fetch-Site only over TLS and to loopback addresses. Otherwise compare the
    // Origin.
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    String sent = origin.toLowerCase(Locale.ROOT);
    if (sent.equals(origin(issuer))) {
      return true;
    }
    // The sender chooses the Host, so it counts on this machine only. A server here may listen at
    // another port or name than the issuer's.
    String host = request.getHeader("Host");
    if (host == null) {
      return false;
    }
    String asked = host.toLowerCase(Locale.ROOT);
    return LOOPBACK.matcher(asked).matches() && sent.matches("https?://" + Pattern.quote(asked));
  }

  // As browsers write it: in lower case, and without the port that the scheme stands for.
  private static String origin(URI issuer) {
    String scheme = issuer.getScheme().toLowerCase(Locale.ROOT);
    int port = scheme.equals("https") ? 443 : 80;
    String authority = issuer.getRawAuthority().toLowerCase(Locale.ROOT);
    return scheme + "://" + authority.replaceFirst(":" + port + "$", "");
  }
}
