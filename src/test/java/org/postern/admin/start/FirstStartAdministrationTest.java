package org.postern.admin.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.transfer.Administrations;
import org.postern.admin.user.HashedPassword;
import org.postern.entity.UserAccess;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

class FirstStartAdministrationTest {

  private static final String PASSWORD = "quiet harbour light";

  private final Administrations admin = new Administrations();

  private boolean create(String secret) {
    HashedPassword password = admin.passwords.prepare("admin", PASSWORD);
    return admin.inTransaction(() -> admin.firstStart.create(password, secret));
  }

  @Test
  void makesAnAdministratorWhoHasToChangeThePassword() {
    assertTrue(create("the secret"));

    UserAccount user = admin.userStore.findByUsername("admin").orElseThrow();
    assertEquals(Set.of("administrator"), user.roles());
    assertTrue(admin.passwordHash.matches(PASSWORD, user.passwordHash()));
    assertTrue(user.oneTimePassword());
    assertEquals(Instant.MAX, user.passwordExpires());
  }

  @Test
  void makesAClientForThatUserAlone() {
    create("the secret");

    ClientId clientId = new ClientId("admin-cli");
    RegisteredClient client = admin.clientStore.findByClientId(clientId).orElseThrow();
    long userId = admin.userStore.findByUsername("admin").orElseThrow().id();
    assertFalse(client.isPublic());
    assertTrue(admin.secretHash.matches(clientId, "the secret", client.secrets().get(0).hash()));
    assertEquals(Set.of(GrantType.PASSWORD), client.settings().grants());
    assertEquals(
        Scope.of("postern.admin", "postern.admin.read", "postern.clients"),
        client.settings().scopes());
    assertEquals(Scope.of("postern.admin"), client.settings().defaultScopes());
    assertEquals(UserAccess.ASSIGNED, client.settings().userAccess());
    assertTrue(admin.clientStore.findAssignment(client.id(), userId).assigned());
  }

  @Test
  void makesOne() {
    assertTrue(create("the secret"));
    assertFalse(create("another secret"));

    assertTrue(
        admin.secretHash.matches(
            new ClientId("admin-cli"),
            "the secret",
            admin
                .clientStore
                .findByClientId(new ClientId("admin-cli"))
                .orElseThrow()
                .secrets()
                .get(0)
                .hash()));
  }

  @Test
  void makesNoneBesideAUserOrAClient() {
    admin.apply("{'version': 1, 'clients': [{'client_id': 'c'}]}");
    assertFalse(create("the secret"));

    Administrations other = new Administrations();
    other.apply("{'version': 1, 'users': [{'username': 'u'}]}");
    HashedPassword password = other.passwords.prepare("admin", PASSWORD);
    assertFalse(other.inTransaction(() -> other.firstStart.create(password, "the secret")));
    assertEquals(Optional.empty(), other.userStore.findByUsername("admin"));
  }

  @Test
  void makesNothingWithASecretThatIsNotAllowed() {
    assertEquals(
        List.of("INVALID must have 1 to 512 printable ASCII characters"),
        ProblemLists.of(() -> create("a\u0007")).stream()
            .map(problem -> problem.replaceFirst(" /.*: ", " "))
            .toList());
    assertEquals(Optional.empty(), admin.userStore.findByUsername("admin"));
  }
}
