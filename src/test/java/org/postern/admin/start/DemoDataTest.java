package org.postern.admin.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Precondition;
import org.postern.admin.transfer.Administrations;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.PasswordPreparation;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserSetting;
import org.postern.config.PosternConfig;
import org.postern.entity.UserAccess;
import org.postern.fixtures.Configs;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;
import org.postern.user.HashingQueue;
import org.postern.user.PasswordRules;

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
  void holdsWhatTheDocumentsUse() {
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
  void holdsAnAdministratorWithAClientToLogInAt() {
    admin.configurationImport.apply(Actor.SETUP, demo());

    RegisteredClient client =
        admin.clientStore.findByClientId(new ClientId("admin-cli")).orElseThrow();
    UserAccount user = admin.userStore.findByUsername("admin").orElseThrow();
    assertEquals(Set.of("administrator"), user.roles());
    assertTrue(admin.passwordHash.matches("adminpass-demo", user.passwordHash()));
    assertTrue(client.allows(GrantType.PASSWORD));
    assertEquals(
        Scope.of("postern.admin", "postern.admin.read", "postern.clients"),
        client.settings().scopes());
    assertEquals(UserAccess.ASSIGNED, client.settings().userAccess());
    assertTrue(admin.clientStore.findAssignment(client.id(), user.id()).assigned());
  }

  @Test
  void knowsWhichOfItsCredentialsAreInUse() {
    KnownCredentials known =
        new KnownCredentials(admin.userStore, admin.clientStore, admin.secretHash, admin.passwords);
    assertEquals(List.of(), known.findInUse(demo()));

    admin.configurationImport.apply(Actor.SETUP, demo());
    List<String> all = known.findInUse(demo());
    HashedPassword another = admin.passwords.prepare("admin", "quite another one");
    admin.inTransaction(() -> admin.users.changePassword(Actor.SETUP, "admin", another));
    admin.inTransaction(
        () ->
            admin.users.change(
                Actor.SETUP, "bob", UserChange.NONE.with(UserSetting.ENABLED, false)));
    admin.inTransaction(
        () ->
            admin.clients.change(
                Actor.SETUP,
                new ClientId("testclient"),
                Precondition.NONE,
                ClientChange.NONE.with(ClientSetting.ENABLED, false)));

    assertEquals(List.of("user alice", "user bob", "user admin"), all.subList(0, 3));
    assertTrue(all.contains("client testclient"), all::toString);
    List<String> left = known.findInUse(demo());
    // Who is disabled may be enabled again under the same password.
    assertEquals(List.of("user alice", "user bob"), left.subList(0, 2));
    assertEquals(all.subList(3, all.size()), left.subList(2, left.size()));
  }

  @Test
  void knowsThemWhateverNewPasswordsHaveToBe() {
    PosternConfig strict = Configs.of("postern.password.min-length", "64");
    KnownCredentials known =
        new KnownCredentials(
            admin.userStore,
            admin.clientStore,
            admin.secretHash,
            new PasswordPreparation(
                new PasswordRules(strict), admin.passwordHash, new HashingQueue(strict)));
    List<String> onAnEmptyDatabase = known.findInUse(demo());
    admin.configurationImport.apply(Actor.SETUP, demo());

    assertEquals(List.of(), onAnEmptyDatabase);
    assertTrue(known.findInUse(demo()).containsAll(List.of("user alice", "client testclient")));
  }

  @Test
  void isAppliedOnce() {
    admin.configurationImport.apply(Actor.SETUP, demo());

    assertFalse(admin.configurationImport.apply(Actor.SETUP, demo()));
  }
}
