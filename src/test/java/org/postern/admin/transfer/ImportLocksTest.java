package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Variables;
import org.postern.entity.Client;
import org.postern.entity.DefinedScope;
import org.postern.entity.User;
import org.postern.fixtures.RegisteredClients;
import org.postern.grant.GrantCatalogues;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.store.ScopeStore;
import org.postern.store.SetupStore;
import org.postern.store.UserStore;

class ImportLocksTest {

  private final List<String> locked = new ArrayList<>();
  private int held;
  private int most;

  private final UserStore users =
      new UserStore() {
        @Override
        public Optional<User> lock(String username) {
          locked.add("user " + username);
          return Optional.empty();
        }

        @Override
        public Optional<String> findUsername(long id) {
          return Optional.of("assigned-" + id);
        }
      };

  private final ClientStore clients =
      new ClientStore() {
        @Override
        public Optional<Client> lock(ClientId clientId) {
          locked.add("client " + clientId);
          return Optional.empty();
        }

        @Override
        public Optional<RegisteredClient> findByClientId(ClientId clientId) {
          held++;
          most = Math.max(most, held);
          return Optional.of(RegisteredClients.confidential(clientId.value()).build());
        }

        @Override
        public Map<Long, List<Long>> findAssignedUsers(List<Long> clientIds) {
          return Map.of(clientIds.get(0), List.of(7L));
        }
      };

  private final ScopeStore scopes =
      new ScopeStore() {
        @Override
        public Optional<DefinedScope> lock(String name) {
          locked.add("scope " + name);
          return Optional.empty();
        }
      };

  private final SetupStore setup =
      new SetupStore() {
        @Override
        public void flushAndForget() {
          held = 0;
        }
      };

  private final ImportLocks locks =
      new ImportLocks(setup, users, clients, scopes, new LockedRows(null, clients, users));

  private void take(String file) {
    locks.take(
        ImportReader.read(file.replace('\'', '"'), Variables.none(), null, GrantCatalogues.ALL),
        false);
  }

  /** Users, clients, scopes, each by name, whatever the order of the file. */
  @Test
  void locksEverythingThatTheFileNamesInOneOrder() {
    take(
        """
        {'version': 1,
         'clients': [{'client_id': 'z', 'owner': 'walter'},
                     {'client_id': 'a', 'users': ['zoe', 'bob']}],
         'users': [{'username': 'mary'}, {'username': 'alice'}],
         'scopes': [{'name': 's2', 'resource_servers': ['m']}, {'name': 's1'}]}
        """);

    assertEquals(
        List.of(
            "user alice",
            "user assigned-7",
            "user bob",
            "user mary",
            "user walter",
            "user zoe",
            "client a",
            "client m",
            "client z",
            "scope s1",
            "scope s2"),
        locked);
  }

  @Test
  void locksNothingForAnEmptyFile() {
    take("{'version': 1}");

    assertEquals(List.of(), locked);
  }

  /** The persistence provider looks through all entities that it holds before each query. */
  @Test
  void holdsFewClientsAtATime() {
    String clients =
        IntStream.range(0, 120)
            .mapToObj(i -> "{'client_id': 'c" + i + "', 'users': []}")
            .collect(Collectors.joining(","));

    take("{'version': 1, 'clients': [" + clients + "]}");

    assertEquals(50, most);
    assertEquals(0, held);
  }
}
