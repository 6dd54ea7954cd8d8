package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * TLS is required: RFC 6749 §3.2, RFC 6750 §5.3. Tested behind a trusted proxy, as every request
 * here comes from this machine; without one the headers are ignored, see TokenEndpointIT.
 */
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class TransportIT {

  private static final String REMOTE = "203.0.113.7";

  private final Postern postern = SettingsServer.get();
  private final Registered client =
      Clients.confidential().grants("client_credentials").create(postern);

  private Answer token(String... headersAndValues) {
    return tokenFor(client.secret(), headersAndValues);
  }

  private Answer tokenFor(String secret, String... headersAndValues) {
    return postern.send(
        forwarded(postern.request("oauth2/token"), headersAndValues)
            .header("Authorization", Postern.basic(client.clientId(), secret))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials")));
  }

  private static HttpRequest.Builder forwarded(
      HttpRequest.Builder request, String... headersAndValues) {
    for (int i = 0; i < headersAndValues.length; i += 2) {
      request.header(headersAndValues[i], headersAndValues[i + 1]);
    }
    return request;
  }

  @Test
  void takesPlainHttpFromThisMachine() {
    Answer answer = token();

    assertEquals(200, answer.status(), answer.body());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one proxy                     | 203.0.113.7              | http",
        "protocol is not said          | 203.0.113.7              |",
        "protocol is unknown           | 203.0.113.7              | quic",
        "IPv6                          | 2001:db8::7              | http",
        "loopback claimed by a remote  | 127.0.0.1, 203.0.113.7   | http",
        "https claimed by a remote     | 127.0.0.1, 203.0.113.7   | https, http",
        "no address                    | unknown                  | http"
      })
  void refusesPlainHttpFromElsewhere(String name, String sender, String protocol) {
    Answer answer =
        protocol == null
            ? token("X-Forwarded-For", sender)
            : token("X-Forwarded-For", sender, "X-Forwarded-Proto", protocol);

    Golden.assertAnswer("token/insecure_transport.http", answer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one proxy        | 203.0.113.7               | https",
        "upper case       | 203.0.113.7               | HTTPS",
        "IPv6             | 2001:db8::7               | https",
        "with a port      | 203.0.113.7:4711          | https",
        "two proxies      | 198.51.100.1, 203.0.113.7 | http, https",
        "one protocol     | 198.51.100.1, 203.0.113.7 | https"
      })
  void takesHttpsFromElsewhere(String name, String sender, String protocol) {
    Answer answer = token("X-Forwarded-For", sender, "X-Forwarded-Proto", protocol);

    assertEquals(200, answer.status(), answer.body());
  }

  @Test
  void readsOnlyTheHeaderThatIsConfigured() {
    Answer answer =
        token(
            "Forwarded",
            "for=198.51.100.1;proto=https",
            "X-Forwarded-For",
            REMOTE,
            "X-Forwarded-Proto",
            "http");

    Golden.assertAnswer("token/insecure_transport.http", answer);
  }

  @Test
  void refusesPlainHttpToProtectedResources() {
    String token = token().accessToken();

    Answer http =
        postern.send(
            forwarded(
                    postern.request("api/me"),
                    "X-Forwarded-For",
                    REMOTE,
                    "X-Forwarded-Proto",
                    "http")
                .header("Authorization", "Bearer " + token)
                .GET());
    Answer https =
        postern.send(
            forwarded(
                    postern.request("api/me"),
                    "X-Forwarded-For",
                    REMOTE,
                    "X-Forwarded-Proto",
                    "https")
                .header("Authorization", "Bearer " + token)
                .GET());

    Golden.assertAnswer("token/insecure_transport.http", http);
    assertEquals(200, https.status(), https.body());
  }

  @ParameterizedTest(name = "/{0}")
  @ValueSource(strings = {"oauth2/nothing", "nothing", "", "api/healthy"})
  void refusesPlainHttpToAnyPath(String path) {
    Answer answer =
        postern.send(
            forwarded(postern.request(path), "X-Forwarded-For", REMOTE, "X-Forwarded-Proto", "http")
                .GET());

    assertEquals(403, answer.status(), answer.toString());
  }

  // Probes speak plain HTTP.
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"api/health/live", "api/health/ready"})
  void takesPlainHttpToHealth(String path) {
    Answer answer =
        postern.send(
            forwarded(postern.request(path), "X-Forwarded-For", REMOTE, "X-Forwarded-Proto", "http")
                .GET());

    assertEquals(200, answer.status(), answer.toString());
  }

  // The exception for health checks must not give access to other resources.
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "api/health/../me",
        "api/health/%2e%2e/me",
        "api/health/%2E%2E%2Fme",
        "api/health/..;/me",
        "api/health/..;x=y/me",
        "api//health/../me",
        "api/health/../../api/me"
      })
  void leavesHealthByNoPath(String path) {
    String token = token().accessToken();
    String head =
        RawHttp.head(
            "GET",
            postern.uri("").getRawPath() + path,
            postern.uri(""),
            "Authorization: Bearer " + token,
            "X-Forwarded-For: " + REMOTE,
            "X-Forwarded-Proto: http");

    Answer answer = RawHttp.exchange(postern.uri(""), head);

    assertTrue(answer.status() >= 400 && answer.status() < 500, answer.toString());
  }

  // If a redirect named the host of the request, the caller could choose its target, and behind a
  // proxy it would lead from https to http.
  @ParameterizedTest(name = "/postern/{0}")
  @ValueSource(strings = {"console", "console/", "console/clients", "console/clients/"})
  void redirectsToNoHostOfTheRequest(String path) {
    assertEquals(
        Optional.of("/postern/console/sign-in.xhtml"), redirect(postern.uri(path).getRawPath()));
  }

  // The server itself answers requests for the path of the WAR without a slash.
  @Test
  @Tag(Kinds.WILDFLY)
  void redirectsFromItsOwnPathToNoHostOfTheRequest() {
    assertEquals(Optional.of("/postern/console/"), redirect("/postern"));
  }

  private Optional<String> redirect(String path) {
    Answer answer =
        RawHttp.exchange(
            postern.uri(""),
            "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

    assertEquals(302, answer.status(), answer.toString());
    return answer.header("location");
  }

  // Failures are counted by the source address that the proxy names.

  @Test
  void countsFailuresBySource() {
    for (int i = 0; i < 10; i++) {
      assertEquals(401, from("wrong " + i, REMOTE).status());
    }

    Answer sameSource = from("wrong", REMOTE);
    Answer sameClaim = from("wrong", "198.51.100.1, " + REMOTE);
    Answer otherSource = from("wrong", "203.0.113.8");

    Golden.assertAnswer("token/throttled.http", sameSource);
    Golden.assertAnswer("token/throttled.http", sameClaim);
    Golden.assertAnswer("token/invalid_client.http", otherSource);
  }

  // A host can use any number of IPv6 addresses, so failures are counted by network.
  @Test
  void countsFailuresByIpv6Network() {
    for (int i = 0; i < 10; i++) {
      assertEquals(401, from("wrong " + i, "2001:db8:0:1::" + i).status());
    }

    Answer sameNetwork = from("wrong", "2001:db8:0:1:ffff::1");
    Answer otherNetwork = from("wrong", "2001:db8:0:2::1");

    Golden.assertAnswer("token/throttled.http", sameNetwork);
    Golden.assertAnswer("token/invalid_client.http", otherNetwork);
  }

  private Answer from(String secret, String sender) {
    return tokenFor(secret, "X-Forwarded-For", sender, "X-Forwarded-Proto", "https");
  }

  // A JAX-RS implementation fails at such bytes before any filter of Postern runs.
  @Tag(Kinds.ANSWERED_BY_THE_SERVER)
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "oauth2/%ff, 404, application/json",
    "oauth2/token%ff, 404, application/json",
    "oauth2;%ff, 404, application/json",
    "api/%ff, 404, application/problem+json",
    "api/health/%ff, 404, application/problem+json",
    "api/admin/clients/%c0%80, 404, application/problem+json",
    "api/admin/clients?%ff=a, 400, application/problem+json",
    ".well-known/%ed%a0%80, 404, application/problem+json",
    ".well-known/oauth-authorization-server?a=%ff, 400, application/problem+json"
  })
  void answersWhatIsNotUtf8InJson(String target, int status, String type) {
    Answer answer = raw(target);

    assertEquals(status, answer.status(), answer.toString());
    assertEquals(Optional.of(type + ";charset=utf-8"), answer.header("content-type"));
    assertEquals(Optional.of("no-store"), answer.header("cache-control"));
    assertEquals(status == 400, answer.header("postern-reference").isPresent(), answer.toString());
    String detail =
        status == 400
            ? "The query is not UTF-8"
            : type.equals("application/json")
                ? "There is no endpoint at this path"
                : "There is nothing at this path";
    assertTrue(answer.body().contains("\"" + detail + "\""), answer.body());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "oauth2/token.xhtml, application/json",
    "api/nothing.xhtml, application/problem+json",
    ".well-known/nothing.xhtml, application/problem+json"
  })
  void answersForPathsThatEndLikeAPageOfTheConsole(String target, String type) {
    Answer answer = raw(target);

    assertEquals(404, answer.status(), answer.toString());
    assertEquals(Optional.of(type + ";charset=utf-8"), answer.header("content-type"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    ".well-known/oauth-authorization-server?a=%C3%BC, 200",
    "oauth2/%C3%BC, 404",
    "oauth2/token?a=%C3%BC, 405",
    "oauth2/token?a=%ff, 405",
    "api/health/live?a=%C3%BC, 200"
  })
  void readsWhatIsUtf8(String target, int status) {
    assertEquals(status, raw(target).status());
  }

  private Answer raw(String target) {
    return RawHttp.exchange(
        postern.uri(""), RawHttp.head("GET", "/postern/" + target, postern.uri("")));
  }
}
