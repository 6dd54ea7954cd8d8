package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;

class CurlSessionTest {

  @Test
  void printsLinesThatCanBePasted() {
    assertEquals(
        """
        curl -u testclient:testpass https://as.example/p/oauth2/token -d grant_type=client_credentials
        curl https://as.example/p/oauth2/token -d grant_type=client_credentials -d client_id=testclient -d client_secret=testpass
        TOKEN=$(curl -s -u testclient:testpass https://as.example/p/oauth2/token -d grant_type=client_credentials | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        curl -H "Authorization: Bearer $TOKEN" https://as.example/p/api/me
        ADMIN=$(curl -s -u admin-cli:admin-cli-demo https://as.example/p/oauth2/token -d grant_type=password -d username=admin -d password=adminpass-demo | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        curl -H "Authorization: Bearer $ADMIN" https://as.example/p/api/admin/users
        """,
        CurlSession.lines(URI.create("https://as.example/p")));
  }
}
