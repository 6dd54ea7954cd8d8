package org.postern.setup;

import java.net.URI;

/**
 * Writes shell commands that get and use tokens with the demo data, including a token of the
 * administrator.
 */
final class CurlSession {

  private CurlSession() {}

  /** Returns the commands for the server with this issuer. Each works as it is printed. */
  static String lines(URI issuer) {
    String body =
        """
        curl -u testclient:testpass ISSUER/oauth2/token -d grant_type=client_credentials
        curl ISSUER/oauth2/token -d grant_type=client_credentials -d client_id=testclient -d client_secret=testpass
        TOKEN=$(curl -s -u testclient:testpass ISSUER/oauth2/token -d grant_type=client_credentials | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        curl -H "Authorization: Bearer $TOKEN" ISSUER/api/me
        ADMIN=$(curl -s -u admin-cli:admin-cli-demo ISSUER/oauth2/token -d grant_type=password -d username=admin -d password=adminpass-demo | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        curl -H "Authorization: Bearer $ADMIN" ISSUER/api/admin/users
        """;
    return body.replace("ISSUER", issuer.toString());
  }
}
