package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Databases;
import org.postern.admin.common.Precondition;
import org.postern.oauth.ClientId;

/**
 * The time of a refusal must not tell whether a client or a user exists, so a refusal reads as much
 * for a name that does not exist as for one that does. There is no shared cache here; with one,
 * {@code FaultInjectionIT} counts the statements.
 */
class RefusedLookupsTest {

  private final Administrations admin = new Administrations();

  @BeforeEach
  void createTwo() {
    admin.apply(
        """
        {'version': 1,
         'users': [{'username': 'alice'}, {'username': 'bob'}],
         'clients': [{'client_id': 'a', 'client_secret': 'a secret of a'},
                     {'client_id': 'b', 'client_secret': 'a secret of b'}]}
        """);
  }

  private List<Long> client(String clientId) {
    return Databases.costOf(
        () -> admin.clientStore.readTheRest(admin.clientStore.lookUp(new ClientId(clientId))));
  }

  private List<Long> user(String username) {
    return Databases.costOf(() -> admin.userStore.readTheRest(admin.userStore.lookUp(username)));
  }

  @Test
  void readsAsMuchForAnUnknownClientAsForAKnownOne() {
    List<Long> first = client("a");

    assertEquals(first, client("a"), "read before");
    assertEquals(first, client("b"), "not read before");
    assertEquals(first, client("unknown"), "unknown");
    assertTrue(first.get(1) > 0, first.toString());
  }

  @Test
  void readsAsMuchForAnUnknownUserAsForAKnownOne() {
    List<Long> first = user("alice");

    assertEquals(first, user("alice"), "read before");
    assertEquals(first, user("bob"), "not read before");
    assertEquals(first, user("unknown"), "unknown");
    assertTrue(first.get(1) > 0, first.toString());
  }

  @Test
  void findsAnotherDecoyIfTheFirstOneIsDeleted() {
    List<Long> known = client("a");
    admin.inTransaction(
        () -> admin.clients.delete(Actor.SETUP, new ClientId("a"), Precondition.NONE));
    client("unknown");

    assertEquals(known, client("b"), "known");
    assertEquals(known, client("unknown"), "unknown");
  }
}
