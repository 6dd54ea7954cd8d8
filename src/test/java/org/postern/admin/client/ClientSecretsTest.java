package org.postern.admin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.postern.user.PublishedCredentials;

class ClientSecretsTest {

  private static List<String> problems(String issuer, String value) {
    Map<String, String> settings = Map.of("postern.issuer", issuer);
    ClientSecrets secrets =
        new ClientSecrets(
            null,
            null,
            null,
            null,
            null,
            new PublishedCredentials(
                new PosternConfig(name -> Optional.ofNullable(settings.get(name)))),
            null,
            new Clock());
    Problems problems = new Problems();
    secrets.checkNew(
        Actor.SETUP, problems, List.of(new NewSecret("default", value, Optional.empty())));
    return ProblemLists.of(problems);
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
