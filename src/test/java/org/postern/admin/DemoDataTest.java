package org.postern.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

class DemoDataTest {

  private final Administrations admin = new Administrations();

  private static String demo() {
    try (InputStream stream = DemoDataTest.class.getResourceAsStream("/demo.json")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void holdsWhatTheReadmeUses() {
    assertTrue(admin.configurationImport.apply(Actor.SETUP, demo()));

    ClientId clientId = new ClientId("testclient");
    RegisteredClient client = admin.clientStore.findByClientId(clientId).orElseThrow();
    assertTrue(admin.secretHash.matches(clientId, "testpass", client.secrets().get(0).hash()));
    assertTrue(client.settings().grants().contains(GrantType.CLIENT_CREDENTIALS));
    assertTrue(client.settings().scopes().contains("client.self"));
    assertEquals(Scope.of("api.read"), client.settings().defaultScopes());
    UserAccount alice = admin.userStore.findByUsername("alice").orElseThrow();
    UserAccount bob = admin.userStore.findByUsername("bob").orElseThrow();
    assertTrue(admin.passwordHash.matches("alicepass-demo", alice.passwordHash()));
    assertTrue(admin.clientStore.findAssignment(client.id(), alice.id()).assigned());
    assertFalse(admin.clientStore.findAssignment(client.id(), bob.id()).assigned());
  }

  @Test
  void isAppliedOnce() {
    admin.configurationImport.apply(Actor.SETUP, demo());

    assertFalse(admin.configurationImport.apply(Actor.SETUP, demo()));
  }
}
