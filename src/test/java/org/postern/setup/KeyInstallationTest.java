package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.config.PosternConfig;
import org.postern.crypto.SecretHash;
import org.postern.crypto.ServerKeys;
import org.postern.oauth.ClientId;

class KeyInstallationTest {

  private static final byte[] KEPT = ServerKeys.newKey();
  private static final byte[] CONFIGURED = ServerKeys.newKey();

  private static String hashAfterInstallation(Map<String, String> settings) {
    ServerKeys keys = new ServerKeys();
    DatabaseKey databaseKey =
        new DatabaseKey() {
          @Override
          public Optional<byte[]> find() {
            return Optional.of(KEPT);
          }

          @Override
          public byte[] findOrMake() {
            return KEPT;
          }
        };
    PosternConfig config = new PosternConfig(name -> Optional.ofNullable(settings.get(name)));
    new KeyInstallation(config, databaseKey, keys).install();
    return hash(keys);
  }

  private static String hashUnder(byte[] key) {
    ServerKeys keys = new ServerKeys();
    keys.install(key);
    return hash(keys);
  }

  private static String hash(ServerKeys keys) {
    return new SecretHash(keys).hash(new ClientId("c"), "s");
  }

  @Test
  void takesTheConfiguredKeyFirst() {
    String key = Base64.getEncoder().encodeToString(CONFIGURED);

    assertEquals(hashUnder(CONFIGURED), hashAfterInstallation(Map.of("postern.key", key)));
  }

  @Test
  void takesTheKeyOfTheDatabaseElse() {
    assertEquals(hashUnder(KEPT), hashAfterInstallation(Map.of()));
    assertNotEquals(hashUnder(KEPT), hashUnder(CONFIGURED));
  }
}
