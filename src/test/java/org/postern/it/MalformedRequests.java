package org.postern.it;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes requests, most of which have one to three errors: each starts as a correct request and is
 * then changed. The same seed and number always make the same bytes.
 */
final class MalformedRequests {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static final String[] METHODS = {
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "post", "X"
  };

  private static final String[] QUERIES = {
    "",
    "a=b",
    "token=psa_x",
    "access_token=psa_x",
    "client_secret=x&client_secret=y",
    "%",
    "%zz=%",
    "%00=%00",
    "=&&==&",
    "a%5B%5D=1",
    "%f0%28%8c%28=1",
    "grant_type=password",
    "a=" + "x".repeat(3_000)
  };

  private static final String[] PATH_ENDS = {
    "/",
    "//",
    "/..",
    "/.",
    ";a=b",
    ";jsessionid=1",
    "%00",
    "%2e%2e%2f",
    "%zz",
    "%",
    "%c0%ae",
    "%e2%82",
    "/x",
    ".json",
    "\u00fc",
    "/" + "x".repeat(2_000),
    "%2f",
    "%5c",
    "*",
    "{id}"
  };

  private static final String[] AUTHORIZATIONS = {
    "",
    "Basic",
    "Basic ",
    "Basic =",
    "Basic %%%%",
    "Basic Og==",
    "Basic YQ==",
    "Basic /////w==",
    "Basic OjpiOmM=",
    "Basic JTAwOiUwMA==",
    "Basic JXp6OiV6eg==",
    "basic\tYTpi",
    "Basic YTpi, Bearer psa_x",
    "Bearer",
    "Bearer ",
    "Bearer \u00e9\u00ff",
    "Bearer two words",
    "Bearer " + "a".repeat(600),
    "bEARER psa_x",
    "Bearer=psa_x",
    "Digest username=\"a\", realm=\"b\"",
    "Negotiate YII=",
    "\"",
    "Basic " + "A".repeat(4_000)
  };

  private static final String[] CONTENT_TYPES = {
    "",
    "/",
    ";",
    "text",
    "text/plain",
    "application/json",
    "application/merge-patch+json",
    "application/json; charset=utf-16",
    "application/json;charset",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    FORM + "; charset=latin1",
    FORM + ";charset=\"UTF-8\"",
    FORM + ";charset=no-such-charset",
    FORM + ";;;",
    FORM + "; =; q=\"",
    "APPLICATION/X-WWW-FORM-URLENCODED",
    "*/*",
    "\u00e4/\u00f6",
    "a/" + "b".repeat(2_000)
  };

  private static final String[] OTHER_HEADERS = {
    "Accept: ///",
    "Accept: text/html;q=2, */*;q=x",
    "Accept: ",
    "Accept: application/xml",
    "Accept-Charset: ;;",
    "Accept-Encoding: gzip;q=-1",
    "Accept-Encoding: gzip",
    "Accept-Language: *-*-*;q=\u00e9",
    "Accept-Language: x_y",
    "Content-Encoding: gzip",
    "Content-Encoding: ",
    "Content-Language: ,",
    "Cookie: a=\"; b; =; $Version=9; JSESSIONID=../../x",
    "Date: yesterday",
    "Expect: 100-continue",
    "If-Match: \"",
    "If-Modified-Since: x",
    "Origin: null",
    "Origin: https://\u00e9",
    "Range: bytes=9-1",
    "Referer: ::",
    "User-Agent: ",
    "X-Forwarded-For: 1.2.3.4, ,, [::1",
    "X-Forwarded-Proto: gopher",
    "X-HTTP-Method-Override: DELETE",
    "Forwarded: for=\"[;proto",
    "X-Junk: \u00e9\u00ff\u0080"
  };

  private static final String[] VALUES = {
    "",
    "%",
    "%0",
    "%zz",
    "%00",
    "%0d%0aX:y",
    "%ff",
    "%c0%80",
    "%ed%a0%80",
    "%f4%90%80%80",
    "%e2%80%ae",
    "+",
    "%2B%26%3D",
    "'%20or%201=1--",
    "%3Cscript%3E",
    "${jndi:x}",
    "#{1}",
    "\u00ff\u00fe",
    "client_credentials",
    "password",
    "refresh_token",
    "introspect",
    "a%20%20b",
    "%22",
    "x".repeat(101),
    "x".repeat(600),
    "x".repeat(1_100),
    "x".repeat(5_000)
  };

  private static final String[] NAMES = {
    "grant_type",
    "scope",
    "client_id",
    "client_secret",
    "username",
    "password",
    "refresh_token",
    "token",
    "token_type_hint",
    "client_assertion",
    "code",
    "",
    "%00",
    "%zz",
    "a%5B0%5D"
  };

  private static final String[] JSON = {
    "",
    "{",
    "}",
    "null",
    "[]",
    "\"x\"",
    "1e999999999",
    "{}",
    "{\"name\":1}",
    "{\"name\":null}",
    "{\"name\":{\"$ref\":\"x\"}}",
    "{\"name\":\"a\",\"name\":\"b\"}",
    "{\"name\":\"\\u0000\"}",
    "{\"name\":\"\\ud800\"}",
    "{\"display_name\":\"\\uffff\",\"email\":\"@\"}",
    "{\"/~\":1,\"\":2}",
    "{\"name\":\"x\"} {\"name\":\"y\"}",
    "{\"name\":\"x\"",
    "\ufeff{}",
    "[".repeat(2_000),
    "{\"a\":".repeat(2_000),
    "{\"name\":\"" + "x".repeat(70_000) + "\"}"
  };

  private static final String[] REQUEST_LINES = {
    "GET",
    "GET  / HTTP/1.1",
    "GET /postern/api/me",
    "GET /postern/api/me HTTP/9.9",
    "GET /postern/api/me HTTP/1.0",
    "GET http:///postern/api/me HTTP/1.1",
    "POST * HTTP/1.1",
    " POST /postern/oauth2/token HTTP/1.1",
    "\u0000\u0001\u0002",
    "{\"a\":1}"
  };

  private static final String[] BROKEN_HEADERS = {
    "Content-Length: -1",
    "Content-Length: x",
    "Content-Length: 99999999999999999999",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: identity",
    "Transfer-Encoding: chunked",
    "no colon",
    ": no name",
    " folded",
    "X-Null: \u0000",
    "X-Long: " + "x".repeat(70_000)
  };

  private final long seed;
  private final URI server;
  private final String basic;
  private final String clientToken;
  private final String userToken;
  private final String otherToken;
  private final String refreshToken;

  /**
   * Requests of these credentials, all of which are good.
   *
   * @param otherToken is asked about and revoked
   */
  MalformedRequests(
      long seed,
      URI server,
      String basic,
      String clientToken,
      String userToken,
      String otherToken,
      String refreshToken) {
    this.seed = seed;
    this.server = server;
    this.basic = basic;
    this.clientToken = clientToken;
    this.userToken = userToken;
    this.otherToken = otherToken;
    this.refreshToken = refreshToken;
  }

  /**
   * A request.
   *
   * @param text its bytes, each as one character
   * @param bodiless whether the answer has no body
   * @param framed whether it is plain where it ends, so that an answer must come and others may
   *     follow on the same connection
   */
  record Request(String text, boolean bodiless, boolean framed) {

    byte[] bytes() {
      return MalformedRequests.bytes(text);
    }

    @Override
    public String toString() {
      return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "...";
    }
  }

  /** The request of this number. */
  Request get(int number) {
    SplittableRandom random = new SplittableRandom(seed * 31 + number);
    Draft draft = good(random);
    int spoilings = random.nextInt(1, 4);
    for (int i = 0; i < spoilings; i++) {
      spoil(draft, random);
    }
    return draft.request();
  }

  private Draft good(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> form("token", "grant_type=client_credentials");
      case 1 -> form("token", "grant_type=password&username=nobody&password=wrong");
      case 2 -> form("token", "grant_type=refresh_token&refresh_token=" + refreshToken);
      case 3, 4 -> form("introspect", "token_type_hint=access_token&token=" + otherToken);
      case 5 -> form("revoke", "token=" + otherToken);
      case 6 -> new Draft("GET", "/postern/.well-known/oauth-authorization-server");
      case 7 -> new Draft("GET", "/postern/api/me").bearer(userToken);
      case 8 -> new Draft("GET", "/postern/api/client").bearer(clientToken);
      case 9 -> patch("client", "{\"name\":\"A name\"}").bearer(clientToken);
      case 10 -> patch("me/profile", "{\"display_name\":\"A name\"}").bearer(userToken);
      default ->
          new Draft("GET", "/postern/api/health/" + (random.nextBoolean() ? "live" : "ready"));
    };
  }

  private Draft form(String endpoint, String body) {
    Draft draft = new Draft("POST", "/postern/oauth2/" + endpoint);
    draft.headers.add("Authorization: " + basic);
    draft.headers.add("Content-Type: " + FORM);
    draft.body = bytes(body);
    return draft;
  }

  private Draft patch(String endpoint, String body) {
    Draft draft = new Draft("PATCH", "/postern/api/" + endpoint);
    draft.headers.add("Content-Type: application/merge-patch+json");
    draft.body = bytes(body);
    return draft;
  }

  private static void spoil(Draft draft, SplittableRandom random) {
    switch (random.nextInt(17)) {
      case 0 -> draft.method = one(METHODS, random);
      case 1 -> draft.target += "?" + one(QUERIES, random);
      case 2 -> draft.target += one(PATH_ENDS, random);
      case 3 -> draft.replaceHeader("Authorization", one(AUTHORIZATIONS, random));
      case 4 -> draft.replaceHeader("Content-Type", one(CONTENT_TYPES, random));
      case 5 -> draft.headers.add(one(OTHER_HEADERS, random));
      case 6 -> draft.headers.add("Authorization: " + one(AUTHORIZATIONS, random));
      case 7 -> draft.headers.add("Content-Type: " + one(CONTENT_TYPES, random));
      case 8 -> draft.headers.removeIf(header -> random.nextBoolean());
      case 9, 10 -> draft.append(bytes("&" + one(NAMES, random) + "=" + one(VALUES, random)));
      case 11 -> draft.body = bytes(one(NAMES, random) + "=" + one(VALUES, random));
      case 12 -> draft.body = one(JSON, random).getBytes(StandardCharsets.UTF_8);
      case 13 -> draft.flip(random);
      case 14 -> draft.enlarge(random);
      case 15 -> draft.chunked = true;
      default -> draft.breakFraming(random);
    }
  }

  private static String one(String[] choices, SplittableRandom random) {
    return choices[random.nextInt(choices.length)];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private final class Draft {
    private String method;
    private String target;
    private String brokenRequestLine;
    private String brokenHeader;
    private boolean chunked;
    private byte[] body = new byte[0];
    private final List<String> headers = new ArrayList<>();

    Draft(String method, String target) {
      this.method = method;
      this.target = target;
    }

    Draft bearer(String token) {
      headers.add("Authorization: Bearer " + token);
      return this;
    }

    void replaceHeader(String name, String value) {
      headers.removeIf(header -> header.startsWith(name + ":"));
      headers.add(name + ": " + value);
    }

    void append(byte... more) {
      ByteArrayOutputStream longer = new ByteArrayOutputStream();
      longer.writeBytes(body);
      longer.writeBytes(more);
      body = longer.toByteArray();
    }

    void flip(SplittableRandom random) {
      byte[] flipped = body.clone();
      for (int i = 0; i < flipped.length; i++) {
        if (random.nextInt(20) == 0) {
          flipped[i] = (byte) random.nextInt(256);
        }
      }
      body = flipped;
    }

    void enlarge(SplittableRandom random) {
      StringBuilder more = new StringBuilder();
      int parameters = random.nextInt(1, 60);
      String value = "x".repeat(random.nextInt(1, 600));
      for (int i = 0; i < parameters; i++) {
        more.append("&p").append(i).append('=').append(value);
      }
      append(bytes(more.toString()));
    }

    void breakFraming(SplittableRandom random) {
      // This is rare, because each such request costs a connection.
      if (random.nextInt(4) != 0) {
        headers.add(one(OTHER_HEADERS, random));
      } else if (random.nextBoolean()) {
        brokenRequestLine = one(REQUEST_LINES, random);
      } else {
        brokenHeader = one(BROKEN_HEADERS, random);
      }
    }

    Request request() {
      boolean framed = brokenRequestLine == null && brokenHeader == null;
      StringBuilder head =
          new StringBuilder(
              brokenRequestLine == null ? method + " " + target + " HTTP/1.1" : brokenRequestLine);
      head.append("\r\nHost: ").append(server.getAuthority()).append("\r\n");
      headers.forEach(header -> head.append(header).append("\r\n"));
      if (!framed) {
        head.append(brokenHeader == null ? "" : brokenHeader + "\r\n");
        head.append("Connection: close\r\n");
      }
      head.append(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(bytes(head.append("\r\n\r\n").toString()));
      if (chunked && body.length > 0) {
        all.writeBytes(bytes(Integer.toHexString(body.length) + "\r\n"));
        all.writeBytes(body);
        all.writeBytes(bytes("\r\n"));
      } else {
        all.writeBytes(body);
      }
      if (chunked) {
        all.writeBytes(bytes("0\r\n\r\n"));
      }
      return new Request(all.toString(StandardCharsets.ISO_8859_1), method.equals("HEAD"), framed);
    }
  }
}
