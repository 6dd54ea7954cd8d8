package org.postern.admin.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.admin.common.Actor;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.common.Problems;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.crypto.SecretHash;
import org.postern.fixtures.Keys;
import org.postern.oauth.ClientId;
import org.postern.user.PublishedCredentials;

class ClientSecretsTest {

  private static final SecretHash HASH = Keys.secretHash(1);

  private static ClientSecrets secrets(String issuer) {
    Map<String, String> settings = Map.of("postern.issuer", issuer);
    return new ClientSecrets(
        null,
        null,
        null,
        null,
        HASH,
        new PublishedCredentials(
            new PosternConfig(name -> Optional.ofNullable(settings.get(name)))),
        null,
        new Clock());
  }

  private static List<String> problems(String issuer, String value) {
    Problems problems = new Problems();
    secrets(issuer)
        .checkNew(
            Actor.SETUP, problems, List.of(new NewSecret("default", value, Optional.empty())));
    return ProblemLists.of(problems);
  }

  /** An export has hashes, and that of a demonstration has those of its demo data. */
  @ParameterizedTest
  @CsvSource({
    "https://sso.example.org/postern, testclient, testpass,  refused",
    "https://sso.example.org/postern, testclient, testpass2,",
    "https://sso.example.org/postern, other,      testpass,",
    "http://localhost:8080/postern,   testclient, testpass,"
  })
  void refusesTheHashesOfSecretsOfTheDemoDataToo(
      String issuer, String client, String value, String refused) {
    ClientId clientId = new ClientId(client);
    NewSecret secret =
        new NewSecret(
            "default",
            "",
            Optional.empty(),
            Optional.of(
                new HashedSecret(
                    HASH.hash(clientId, value), true, Instant.EPOCH, Optional.empty())));

    if (refused == null) {
      assertDoesNotThrow(() -> secrets(issuer).requireGood(clientId, List.of(secret)));
    } else {
      assertEquals(
          List.of(
              "INVALID /secrets/0: must not be a secret of the demo data, which everybody knows"),
          ProblemLists.of(() -> secrets(issuer).requireGood(clientId, List.of(secret))));
    }
  }

  /** Such a secret would keep the server from starting again. */
  @ParameterizedTest
  @CsvSource({
    "https://sso.example.org/postern, testpass,",
    "https://sso.example.org/postern, testservice-demo,",
    "https://sso.example.org/postern, testpass2, allowed",
    "http://localhost:8080/postern,   testpass,  allowed"
  })
  void refusesTheSecretsOfTheDemoDataWhereTheServerIsForOthers(
      String issuer, String value, String allowed) {
    assertEquals(
        allowed == null
            ? List.of(
                "/secrets/0/value: must not be a secret of the demo data, which everybody knows")
            : List.of(),
        problems(issuer, value));
  }
}
