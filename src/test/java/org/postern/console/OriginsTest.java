package org.postern.console;

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
          the host that was asked     |             | http://node:8080           | node:8080     | true
          the same over TLS           |             | https://node:8080          | node:8080     | true
          case does not matter        |             | https://NODE:8080          | Node:8080     | true
          another port                |             | http://node:8081           | node:8080     | false
          longer                      |             | http://node:8080.attacker  | node:8080     | false
          no expression               |             | http://nodex8080           | node.8080     | false
          hidden by the browser       |             | null                       | node:8080     | false
          no word at all              |             |                            | node:8080     | false
          no host either              |             | http://node:8080           |               | false
          """)
  void knowPagesOfOurs(String name, String site, String origin, String host, boolean own) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Sec-Fetch-Site", site);
    headers.put("Origin", origin);
    headers.put("Host", host);

    assertEquals(own, Origins.isOwn(request(headers), ISSUER));
  }
}
