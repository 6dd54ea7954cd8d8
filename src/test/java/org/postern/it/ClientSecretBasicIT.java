package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** RFC 6749 §2.3.1, RFC 7617, and the throttling of client secrets. */
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class ClientSecretBasicIT extends DeployedWar {

  private static final String GRANT = "grant_type=client_credentials";
  private static final int TRIES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Postern postern = Postern.MANAGED;

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private static Clients withGrant() {
    return Clients.confidential().grants("client_credentials");
  }

  private Answer token(String authorization) {
    return postern.post("oauth2/token", Optional.of(authorization), GRANT);
  }

  private Answer token(Registered client) {
    return token(client.basic());
  }

  private static String basicOf(byte[] pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  // Identifier and secret are form-encoded before they are joined: §2.3.1 and appendix B.

  static Stream<Arguments> specialCharacters() {
    return Stream.of(
        arguments("none", "", "0123456789abcdefghijklmnop"),
        arguments("spaces", " a b ", " 0123456789 abcdefghijk "),
        arguments("plus", "+a+b", "0123+4567+89abcdefghi+"),
        arguments("percent", "%a%41", "0123%4567%41abcdefghij%"),
        arguments("colon", ":a:b", ":0123456789:abcdefghijk:"),
        arguments("signs of forms", "&a=b", "&0123=456;789abcdefghijk"),
        arguments("quotation marks", "\"a'\\", "\"0123'456\\789abcdefghij"),
        arguments("all of VSCHAR", "", vschar()));
  }

  private static String vschar() {
    StringBuilder all = new StringBuilder();
    for (char c = 0x20; c <= 0x7E; c++) {
      all.append(c);
    }
    return all.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("specialCharacters")
  void takesEncodedCredentials(String name, String suffix, String secret) {
    Registered client = withGrant().suffix(suffix).secret(secret).create();

    Answer issued = token(client);
    Answer refused = token(Postern.basic(client.clientId(), secret + "x"));

    assertEquals(200, issued.status(), issued.body());
    Golden.assertAnswer("token/invalid_client.http", refused);
  }

  // Many clients do not encode the credentials: docs/choices.md.

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "plus in the secret           |      | 0123+4567+89abcdefghi+",
        "plus in the identifier       | +x+  | 0123456789abcdefghijkl",
        "percent without digits       |      | 0123%4567%89abcdefghi%",
        "what looks like an escape    |      | 0123%41567%42abcdefghi",
        "escape in the identifier     | %41  | 0123456789abcdefghijkl",
        "colon in the secret          |      | :0123456789abc:defghijk",
        "base64 with padding          |      | abcdefghijklmnopqrs+/w=="
      })
  void takesCredentialsAsTheyAre(String name, String suffix, String secret) {
    Registered client = withGrant().suffix(suffix == null ? "" : suffix).secret(secret).create();

    Answer issued = token(Postern.rawBasic(client.clientId(), secret));
    Answer refused = token(Postern.rawBasic(client.clientId(), secret + "x"));

    assertEquals(200, issued.status(), issued.body());
    Golden.assertAnswer("token/invalid_client.http", refused);
  }

  @Test
  void neverMixesTheTwoReadings() {
    Registered client = withGrant().suffix("+x").secret("0123+4567+89abcdefghi+").create();

    Answer mixed = token(Postern.rawBasic(client.clientId(), Postern.encode(client.secret())));
    Answer encoded = token(client);

    Golden.assertAnswer("token/invalid_client.http", mixed);
    assertEquals(200, encoded.status(), encoded.body());
  }

  @Test
  void readsAColonInTheIdentifierOnlyIfItIsEncoded() {
    Registered client = withGrant().suffix(":x").create();

    Answer asItIs = token(Postern.rawBasic(client.clientId(), client.secret()));
    Answer encoded = token(client);

    Golden.assertAnswer("token/invalid_client.http", asItIs);
    assertEquals(200, encoded.status(), encoded.body());
  }

  @Test
  void tellsUpperFromLowerCase() {
    Registered client = withGrant().suffix("-abc").create();

    Answer otherId =
        token(Postern.basic(client.clientId().replace("-abc", "-ABC"), client.secret()));
    Answer otherSecret =
        token(Postern.basic(client.clientId(), client.secret().toLowerCase(Locale.ROOT)));

    Golden.assertAnswer("token/invalid_client.http", otherId);
    Golden.assertAnswer("token/invalid_client.http", otherSecret);
    assertEquals(200, token(client).status());
  }

  // A header that cannot be read counts as failed authentication: 401.

  static Stream<Arguments> unreadable() {
    byte[] notUtf8 = {'a', (byte) 0xE4, ':', 'b'};
    return Stream.of(
        arguments("nothing", ""),
        arguments("scheme only", "Basic"),
        arguments("scheme and space", "Basic "),
        arguments("not base64", "Basic !!!!"),
        arguments("base64 that ends early", "Basic YTpiY"),
        arguments("no colon", basicOf("ab".getBytes(StandardCharsets.US_ASCII))),
        arguments("colon only", basicOf(":".getBytes(StandardCharsets.US_ASCII))),
        arguments("no identifier", basicOf(":secret".getBytes(StandardCharsets.US_ASCII))),
        arguments("not UTF-8", basicOf(notUtf8)),
        arguments("non-ASCII as it is", Postern.rawBasic("cl\u00E4nt", "s\u20ACcret")),
        arguments("non-ASCII encoded", Postern.basic("cl\u00E4nt", "s\u20ACcret")),
        arguments("broken escape", Postern.rawBasic("a%zz", "b%")),
        arguments("control characters", Postern.rawBasic("a\u0000\n", "\u0007")),
        arguments("long identifier", Postern.rawBasic("x".repeat(2_000), "secret")),
        arguments("long secret", Postern.rawBasic("x", "y".repeat(4_000))),
        arguments("other scheme", "Digest username=\"a\""),
        arguments("token", "Bearer psa_0123456789"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void refusesWhatItCannotRead(String name, String authorization) {
    Answer answer = token(authorization);

    Golden.assertAnswer("token/invalid_client.http", answer);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Basic ", "basic ", "BASIC ", "bAsIc ", "Basic   "})
  void takesTheSchemeInAnyCase(String scheme) {
    Registered client = withGrant().create();

    Answer answer = token(client.basic().replace("Basic ", scheme));

    assertEquals(200, answer.status(), answer.body());
  }

  // The client MUST NOT use more than one method in each request: §2.3.

  @Test
  void refusesASecretInTheBodyBesideTheHeader() {
    Registered client = withGrant().create();

    Answer both =
        postern.token(client, "grant_type", "client_credentials", "client_secret", client.secret());
    Answer one = token(client);

    assertEquals(400, both.status());
    assertEquals(
        "{\"error\":\"invalid_request\",\"error_description\":"
            + "\"More than one client authentication method is used\"}",
        both.body());
    assertEquals(200, one.status(), one.body());
  }

  @Test
  void refusesAClientIdInTheBodyThatDisagrees() {
    Registered client = withGrant().create();
    Registered other = withGrant().create();

    Answer disagrees =
        postern.token(client, "grant_type", "client_credentials", "client_id", other.clientId());
    Answer agrees =
        postern.token(client, "grant_type", "client_credentials", "client_id", client.clientId());

    assertEquals(400, disagrees.status());
    assertEquals(
        "{\"error\":\"invalid_request\",\"error_description\":"
            + "\"client_id disagrees with the Authorization header\"}",
        disagrees.body());
    assertEquals(200, agrees.status(), agrees.body());
  }

  @Test
  void comparesTheClientIdInTheBodyWithTheReadingThatWorks() {
    Registered client = withGrant().suffix("+x").create();

    Answer answer =
        postern.post(
            "oauth2/token",
            Optional.of(Postern.rawBasic(client.clientId(), client.secret())),
            "grant_type",
            "client_credentials",
            "client_id",
            client.clientId());

    assertEquals(200, answer.status(), answer.body());
  }

  // Several secrets.

  @Test
  void takesAnyOfSeveralSecretsUntilItIsRemoved() {
    String id =
        withGrant()
            .secrets("old", "old-0123456789abcdefgh", "", "new", "new-0123456789abcdefgh", "")
            .create()
            .clientId();

    assertEquals(200, token(Postern.basic(id, "old-0123456789abcdefgh")).status());
    assertEquals(200, token(Postern.basic(id, "new-0123456789abcdefgh")).status());
    Golden.assertAnswer(
        "token/invalid_client.http", token(Postern.basic(id, "mid-0123456789abcdefgh")));

    postern.control("secret.remove", "client_id", id, "label", "old");

    Golden.assertAnswer(
        "token/invalid_client.http", token(Postern.basic(id, "old-0123456789abcdefgh")));
    assertEquals(200, token(Postern.basic(id, "new-0123456789abcdefgh")).status());
  }

  @Test
  void refusesASecretFromTheMomentItExpires() {
    postern.control("clock.stop");
    Instant expires = wholeSecond().plusSeconds(60);
    String id =
        withGrant()
            .secrets(
                "short",
                "short-0123456789abcdef",
                expires.toString(),
                "long",
                "long-0123456789abcdefg",
                "")
            .create()
            .clientId();
    String expiring = Postern.basic(id, "short-0123456789abcdef");

    postern.control("clock.advance", "by", "PT59S");
    Answer before = token(expiring);
    postern.control("clock.advance", "by", "PT1S");
    Answer at = token(expiring);
    postern.control("clock.advance", "by", "PT1S");
    Answer after = token(expiring);
    Answer other = token(Postern.basic(id, "long-0123456789abcdefg"));

    assertEquals(200, before.status(), before.body());
    Golden.assertAnswer("token/invalid_client.http", at);
    Golden.assertAnswer("token/invalid_client.http", after);
    assertEquals("secret_expired", AuditRows.of(at).getString("reason"));
    assertEquals(200, other.status(), other.body());
  }

  /** Moves the stopped clock to a whole second, because expiry times have no fractions. */
  private Instant wholeSecond() {
    Instant now = Instant.parse(postern.control("clock.now").getString("now"));
    Duration rest =
        Duration.between(now, Instant.ofEpochSecond(now.getEpochSecond()).plusSeconds(1));
    postern.control("clock.advance", "by", rest.toString());
    return now.plus(rest);
  }

  // Throttling: ten failures of a client from a source in 15 minutes.

  private void failTimes(int times, String clientId) {
    for (int i = 0; i < times; i++) {
      Golden.assertAnswer(
          "token/invalid_client.http", token(Postern.basic(clientId, "wrong " + i)));
    }
  }

  @Test
  void slowsDownAfterTenFailuresUntilTheWindowIsOver() {
    postern.control("clock.stop");
    Registered client = withGrant().create();
    Registered another = withGrant().create();

    failTimes(TRIES, client.clientId());
    Answer eleventh = token(Postern.basic(client.clientId(), "wrong"));
    Answer strong = token(client);
    Answer ofAnother = token(Postern.basic(another.clientId(), "wrong"));
    postern.control("clock.advance", "by", WINDOW.minusSeconds(1).toString());
    Answer oneSecondBefore = token(Postern.basic(client.clientId(), "wrong"));
    postern.control("clock.advance", "by", "PT1S");
    Answer afterwards = token(Postern.basic(client.clientId(), "wrong"));

    assertThrottled(eleventh, WINDOW);
    assertEquals("throttled", AuditRows.of(eleventh).getString("reason"));
    assertEquals(200, strong.status(), strong.body());
    Golden.assertAnswer("token/invalid_client.http", ofAnother);
    assertThrottled(oneSecondBefore, Duration.ofSeconds(1));
    Golden.assertAnswer("token/invalid_client.http", afterwards);
  }

  // The value is rounded up. One second too much is harmless, because a retry is then never too
  // early.
  private static void assertThrottled(Answer answer, Duration left) {
    Golden.assertAnswer("token/throttled.http", answer);
    long seconds = Long.parseLong(answer.header("retry-after").orElseThrow());
    assertTrue(
        seconds == left.toSeconds() || seconds == left.toSeconds() + 1, "Retry-After: " + seconds);
  }

  @Test
  void refusesAlsoARightSecretWhileThrottledIfItIsWeak() {
    postern.control("clock.stop");
    Registered weak = withGrant().secret("testpass").create();

    Answer before = token(weak);
    failTimes(TRIES, weak.clientId());
    Answer throttled = token(weak);
    postern.control("clock.advance", "by", WINDOW.toString());
    Answer afterwards = token(weak);

    assertEquals(200, before.status(), before.body());
    assertThrottled(throttled, WINDOW);
    assertEquals(200, afterwards.status(), afterwards.body());
  }

  @Test
  void countsAnUnknownClientLikeAKnownOne() {
    postern.control("clock.stop");
    String unknown = withGrant().create().clientId() + "-unknown";

    failTimes(TRIES, unknown);
    Answer eleventh = token(Postern.basic(unknown, "wrong"));

    assertThrottled(eleventh, WINDOW);
  }

  @Test
  void countsOnlyFailures() {
    Registered client = withGrant().secret("testpass").create();

    for (int i = 0; i < TRIES + 2; i++) {
      assertEquals(200, token(client).status());
    }

    Golden.assertAnswer(
        "token/invalid_client.http", token(Postern.basic(client.clientId(), "wrong")));
  }
}
