package org.postern.setup;

import java.net.URI;

/** Lines for a shell that get a token with the demo data and use it. */
final class CurlSession {

  private CurlSession() {}

  /** The lines for the server that clients know by this URL; each works as it is printed. */
  static String lines(URI issuer) {
    String body =
        """
        curl -u testclient:testpass ISSUER/oauth2/token -d grant_type=client_credentials
        curl ISSUER/oauth2/token -d grant_type=client_credentials -d client_id=testclient -d client_secret=testpass
        TOKEN=$(curl -s -u testclient:testpass ISSUER/oauth2/token -d grant_type=client_credentials | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        curl -H "Authorization: Bearer $TOKEN" ISSUER/api/me
        """;
    return body.replace("ISSUER", issuer.toString());
  }
}
