package org.postern.endpoint.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.audit.Change.ConfigurationExported;
import org.postern.clientauth.ClientAuthentication;
import org.postern.fixtures.Configs;
import org.postern.fixtures.TestClock;
import org.postern.grant.Grants;
import org.postern.oauth.AuthMethodDescription;

class MetadataDocumentTest {

  private final TestClock clock = new TestClock();
  private String grant = "client_credentials";
  private int asked;

  private final MetadataDocument document =
      new MetadataDocument(
          Configs.of(),
          new Grants() {
            @Override
            public List<String> offered() {
              asked++;
              return List.of(grant);
            }
          },
          new ClientAuthentication() {
            @Override
            public List<AuthMethodDescription> offeredMethods() {
              return List.of();
            }
          },
          clock);

  private String body() {
    return new String(document.body(), StandardCharsets.UTF_8);
  }

  @Test
  void isMadeOnceWhileNothingChanges() {
    String first = body();
    clock.move(Duration.ofMillis(4_999));

    assertEquals(first, body());
    assertEquals(1, asked);
  }

  @Test
  void isMadeAgainAfterAChangeOfThisNode() {
    body();
    grant = "password";

    document.forget(new ConfigurationExported());

    assertTrue(body().contains("\"grant_types_supported\":[\"password\"]"), body());
    assertEquals(2, asked);
  }

  @Test
  void isMadeAgainAfterAWhileBecauseOfOtherNodes() {
    body();
    grant = "password";
    clock.move(Duration.ofSeconds(5));

    assertTrue(body().contains("\"grant_types_supported\":[\"password\"]"), body());
    assertEquals(2, asked);
  }

  @Test
  void isMadeAgainUnderAClockThatWasSetBack() {
    body();
    clock.move(Duration.ofSeconds(-1));

    body();

    assertEquals(2, asked);
  }
}
