package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** When clients and secrets were last used, which is known a few seconds later. */
class UsageIT extends DeployedWar {

  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private final Postern postern = Postern.MANAGED;

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private JsonObject usage(Registered client, Predicate<JsonObject> expected) {
    return Await.get(
        "usage of " + client.clientId(),
        AT_MOST,
        () ->
            Optional.of(postern.control("usage", "client_id", client.clientId())).filter(expected));
  }

  private static Predicate<JsonObject> counted(String what, int tally) {
    return usage -> usage.getJsonObject("counts").getInt(what, 0) == tally;
  }

  private Answer token(Registered client, String secret) {
    return postern.post(
        "oauth2/token",
        Optional.of(Postern.basic(client.clientId(), secret)),
        "grant_type",
        "client_credentials");
  }

  @Test
  void tellsWhenAnOldSecretIsUsedNoMore() {
    String tag = "-of-" + System.nanoTime();
    Registered client =
        Clients.confidential()
            .secrets("old", "old" + tag, "", "new", "new" + tag, "")
            .grants("client_credentials")
            .create();
    postern.control("clock.stop");
    Instant first = Instant.parse(postern.control("clock.now").getString("now"));

    assertEquals(200, token(client, "old" + tag).status());
    JsonObject before = usage(client, counted("client_token.issued", 1));
    postern.control("clock.advance", "by", "PT1S");
    assertEquals(200, token(client, "new" + tag).status());
    assertEquals(200, token(client, "new" + tag).status());
    JsonObject after = usage(client, counted("client_token.issued", 3));

    String second = micros(first.plusSeconds(1));
    assertEquals(micros(first), before.getString("last_issued"));
    assertEquals("{\"old\":\"" + micros(first) + "\"}", before.get("secrets").toString());
    assertEquals(second, after.getString("last_issued"));
    assertEquals(second, after.getString("last_used"));
    assertEquals(
        "{\"old\":\"" + micros(first) + "\",\"new\":\"" + second + "\"}",
        after.get("secrets").toString());
    assertEquals("", after.getString("last_refused"));
  }

  private static String micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS).toString();
  }

  @Test
  void keepsTheLastRefusalWithReasonAndReference() {
    Registered client = Clients.confidential().grants("client_credentials").create();
    postern.control("clock.stop");
    Instant now = Instant.parse(postern.control("clock.now").getString("now"));

    Answer wrong = token(client, "wrong");
    postern.control("clock.advance", "by", "PT1S");
    Answer notAllowed = postern.token(client, "grant_type", "password");
    JsonObject usage =
        usage(
            client,
            counted("token.refusedsecret_wrong", 1)
                .and(counted("token.refusedgrant_not_allowed", 1)));

    assertEquals(401, wrong.status());
    assertEquals(400, notAllowed.status());
    assertEquals("grant_not_allowed", usage.getString("reason"));
    assertEquals(
        notAllowed.header("postern-reference").orElseThrow(), usage.getString("reference"));
    assertEquals(micros(now.plusSeconds(1)), usage.getString("last_refused"));
    assertEquals("", usage.getString("last_issued"));
  }

  /**
   * A resource server only introspects and gets no tokens, but that counts as a use of its secret.
   */
  @Test
  void introspectionIsAUseOfTheSecret() {
    Registered client = Clients.confidential().create();

    assertEquals(
        200,
        postern
            .post("oauth2/introspect", Optional.of(client.basic()), "token", "unknown")
            .status());

    JsonObject usage = usage(client, counted("token.introspected", 1));
    assertEquals(1, usage.getJsonObject("secrets").size());
    assertEquals("", usage.getString("last_issued"));
  }
}
