package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/**
 * Tests that neither the log at DEBUG nor the audit trail contains a secret, token or password. The
 * test causes the log messages itself, and also searches for the secrets of earlier tests in this
 * JVM.
 */
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class LogSecrecyIT extends DeployedWar {

  /** Anything that is a token or a secret made by Postern, whole or with its end cut off. */
  private static final Pattern MADE_BY_POSTERN = Pattern.compile("ps[ars]_[A-Za-z0-9_-]{16,}");

  private final Postern postern = Postern.MANAGED;
  private final Set<String> presented = new HashSet<>();

  private String guess(String kind) {
    String guess = "Guessed " + kind + " " + System.nanoTime();
    presented.add(guess);
    return guess;
  }

  @Test
  void logsNeitherSecretsNorPasswordsNorTokens() throws Exception {
    Login login =
        Login.with(
            Clients.confidential().grants("client_credentials", "password", "refresh_token"));
    Answer last = useEveryGrant(login);
    failInEveryWay(login);
    // Refusals beyond twenty a minute are logged at DEBUG only, and after everything else. The test
    // sends more than twice twenty, because a minute may end in between.
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      Answer refused = login.refresh("psr_" + "x".repeat(43));
      references.add(refused.header("postern-reference").orElseThrow());
    }
    awaitFine(references);

    AuditRows.ofClient(login.client().clientId(), "token.refused", rows -> !rows.isEmpty());

    String text = ManagedServer.log();
    String trail = postern.control("audit", "client_id", login.client().clientId()).toString();

    assertTrue(trail.contains("token.refused"), trail);
    presented.addAll(SecretsOfTests.all());
    presented.add(last.accessToken());
    presented.add(last.refreshToken());
    for (String secret : presented) {
      for (String form : forms(secret)) {
        assertFalse(text.contains(form), () -> "in the log: " + form);
        assertFalse(trail.contains(form), () -> "in the audit trail: " + form);
      }
    }
    assertEquals(List.of(), found(text));
    assertEquals(List.of(), found(trail));
  }

  /**
   * In the forms of the servers' logs: on one line or on two with the second indented; Open Liberty
   * writes 1 for FINE, behind the name of the logger.
   */
  private static void awaitFine(List<String> references) {
    Pattern record =
        Pattern.compile(
            "(FINE\\b[^\n]*\\[org\\.postern|\\borg\\.postern[^\n]* 1 )[^\n]*(\n  [^\n]*)?"
                + "reference=("
                + String.join("|", references)
                + ")");
    String last = references.get(references.size() - 1);
    Await.until(
        "the record of " + last + " and " + record,
        Duration.ofSeconds(15),
        () -> {
          String log = ManagedServer.log();
          return log.contains(last) && record.matcher(log).find();
        });
  }

  private static List<String> found(String text) {
    return MADE_BY_POSTERN.matcher(text).results().map(r -> r.group()).collect(Collectors.toList());
  }

  private static Set<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return new HashSet<>(
        List.of(
            secret,
            Postern.encode(secret),
            Base64.getEncoder().withoutPadding().encodeToString(bytes)));
  }

  private Answer useEveryGrant(Login login) {
    presented.add(login.client().basic().substring("Basic ".length()));
    assertEquals(200, postern.token(login.client(), "grant_type", "client_credentials").status());
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    assertTrue(login.lives(second.accessToken()));
    postern.control(
        "user.password",
        "username",
        login.user().username(),
        "password",
        "Another Passw0rd of " + login.user().username());
    presented.add("Another Passw0rd of " + login.user().username());
    postern.control(
        "secret.add",
        "client_id",
        login.client().clientId(),
        "label",
        "more",
        "secret",
        "S3cret-that-is-added_" + login.user().username());
    presented.add("S3cret-that-is-added_" + login.user().username());
    return second;
  }

  /**
   * Sends every kind of request that is refused, with a credential in every place that can hold
   * one.
   */
  private void failInEveryWay(Login login) {
    Login good = Login.any();
    Answer used = good.password();
    good.refresh(used.refreshToken());
    good.refresh(used.refreshToken());
    login.password("password", guess("password"));
    login.password("username", "nobody", "password", guess("password"));
    login.password("password", guess("password"), "scope", guess("scope"));
    login.password("username", guess("user name that is a password"));
    login.password("password", guess("long") + "x".repeat(2_000));
    login.password("password", guess("control") + "\u0007");
    login.refresh(guess("refresh token"));
    postern.get("api/me", "psa_" + "y".repeat(43));
    postern.post(
        "oauth2/token",
        Optional.of(Postern.basic(login.client().clientId(), guess("secret"))),
        "grant_type",
        "client_credentials");
    postern.post(
        "oauth2/token",
        Optional.empty(),
        "grant_type",
        "client_credentials",
        "client_id",
        login.client().clientId(),
        "client_secret",
        guess("secret"));
    postern.post("oauth2/token", Optional.of("Basic " + guess("header")), "grant_type", "x");
    String query =
        "?password=" + Postern.encode(guess("password")) + "&token=psa_" + "z".repeat(43);
    postern.post("oauth2/token" + query, Optional.of(login.client().basic()), "grant_type", "x");
    postern.send(postern.request("api/me?access_token=psa_" + "w".repeat(43)).GET());
    String broken = "grant_type=password&password=" + Postern.encode(guess("broken")) + "%";
    postern.post("oauth2/token", Optional.of(login.client().basic()), broken);
    postern.patch("api/me/profile", used.accessToken(), "{\"email\":\"" + guess("email") + "\"");
  }
}
