package org.postern.admin.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.trail.Explanation.Setting;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.oauth.ClientId;
import org.postern.oauth.RefusalReason;

class ExplanationTest {

  // Settings that the details of a client do not show because the import has them as lists.
  private static final Set<String> LISTS = Set.of("secrets", "users");

  @ParameterizedTest
  @EnumSource
  void explainsEveryReason(RefusalReason reason) throws IOException {
    Explanation explanation = Explanation.of(reason.text()).orElseThrow();

    assertTrue(explanation.text().endsWith("."), explanation.text());
    assertTrue(explanation.remedy().endsWith("."), explanation.remedy());
    for (Setting setting : explanation.settings()) {
      assertTrue(exists(setting), setting.toString());
    }
  }

  // A setting that does not exist would make readers search for it in vain.
  private static boolean exists(Setting setting) throws IOException {
    Set<String> members =
        switch (setting.place()) {
          case CLIENT -> {
            ClientSettings settings = ClientSettings.ofType(ClientType.CONFIDENTIAL).build();
            yield ClientDetails.of(new ClientId("c"), settings, Optional.empty()).toJson().keySet();
          }
          case USER -> Set.of("enabled", "locked", "roles", "password");
          case SCOPE -> Set.of("for", "roles", "resource_servers");
          case SERVER -> documentedKeys();
        };
    return members.contains(setting.name()) || LISTS.contains(setting.name());
  }

  private static Set<String> documentedKeys() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("docs/configuration.md"))) {
      if (line.startsWith("| `postern.")) {
        keys.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    assertFalse(keys.isEmpty());
    return keys;
  }

  @Test
  void hasNothingToSayOfWhatIsNoReason() {
    assertEquals(Optional.empty(), Explanation.of("no reason"));
  }
}
