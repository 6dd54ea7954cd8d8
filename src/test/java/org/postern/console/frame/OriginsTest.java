package org.postern.console.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.fixtures.Fakes;

class OriginsTest {

  private static final URI ISSUER = URI.create("https://sso.example.org/postern");

  private static HttpServletRequest request(Map<String, String> headers) {
    return Fakes.answering(
        HttpServletRequest.class, Map.of("getHeader", arguments -> headers.get(arguments[0])));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a page of ours              | same-origin |                            | node:8080     | true
          another site                | cross-site  |                            | node:8080     | false
          a neighbour                 | same-site   | https://sso.example.org    | node:8080     | false
          typed into the address      | none        |                            | node:8080     | false
          the word over the origin    | cross-site  | https://sso.example.org    | node:8080     | false
          the issuer's origin         |             | https://sso.example.org    | node:8080     | true
          this machine              |             | http://localhost:8081      | localhost:8081      | true
          its address               |             | http://127.0.0.1:8081      | 127.0.0.1:8081      | true
          its address in IPv6       |             | http://[::1]:8080          | [::1]:8080          | true
          the same over TLS         |             | https://localhost:8443     | localhost:8443      | true
          case does not matter      |             | http://LOCALHOST:8080      | Localhost:8080      | true
          another host that says so |             | http://evil.example        | evil.example        | false
          one that begins alike     |             | http://127.0.0.1.evil.example | 127.0.0.1.evil.example | false
          another port              |             | http://localhost:8081      | localhost:8080      | false
          another name              |             | http://127.0.0.1:8080      | localhost:8080      | false
          longer                    |             | http://localhost:8080.evil | localhost:8080      | false
          hidden by the browser     |             | null                       | localhost:8080      | false
          no word at all            |             |                            | localhost:8080      | false
          no host either            |             | http://localhost:8080      |                     | false
          """)
  void knowPagesOfOurs(String name, String site, String origin, String host, boolean own) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Sec-Fetch-Site", site);
    headers.put("Origin", origin);
    headers.put("Host", host);

    assertEquals(own, Origins.isOwn(request(headers), ISSUER));
  }
}
