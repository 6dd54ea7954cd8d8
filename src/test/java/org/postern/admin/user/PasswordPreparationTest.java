package org.postern.admin.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.config.PosternConfig;
import org.postern.crypto.PasswordHash;
import org.postern.user.HashingQueue;
import org.postern.user.PasswordRules;

class PasswordPreparationTest {

  /** With such a password a server for others does not start again. */
  @ParameterizedTest
  @CsvSource({
    "https://sso.example.org/postern, alice,  alicepass-demo, true",
    "https://sso.example.org/postern, alice,  alicepass-2026, false",
    "https://sso.example.org/postern, alicia, alicepass-demo, false",
    "http://localhost:8080/postern,   alice,  alicepass-demo, false"
  })
  void knowsTheHashesOfTheDemoData(
      String issuer, String username, String password, boolean published) {
    Map<String, String> settings =
        Map.of(
            "postern.issuer", issuer,
            "postern.argon2.memory-kib", "64",
            "postern.argon2.iterations", "1");
    PosternConfig config = new PosternConfig(name -> Optional.ofNullable(settings.get(name)));
    PasswordHash hash = new PasswordHash(config);
    PasswordPreparation passwords =
        new PasswordPreparation(new PasswordRules(config), hash, new HashingQueue(config));

    assertEquals(published, passwords.isPublished(username, hash.hash(password)));
  }
}
