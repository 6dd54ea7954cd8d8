package org.postern.admin.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.store.ClientStore;
import org.postern.store.UserStore;

/** What long lists of names cost, most of which nobody has. */
class LockedRowsTest {

  private int queries;

  private final LockedRows rows =
      new LockedRows(
          null,
          new ClientStore() {
            @Override
            public List<String> findAllClientIds() {
              queries++;
              return List.of("shop");
            }
          },
          new UserStore() {
            @Override
            public List<String> findAllUsernames() {
              queries++;
              return List.of("alice");
            }
          });

  private static List<String> names(String name, int others) {
    List<String> names = new ArrayList<>(Collections.nCopies(others, "ghost"));
    names.add(name);
    return names;
  }

  @Test
  void asksOnceForALongListOfUsers() {
    List<String> names = names("ALICE", 500);

    assertEquals(List.of("ALICE"), names.stream().filter(rows.knownUsers(names)).toList());
    assertEquals(1, queries);
  }

  @Test
  void asksOnceForALongListOfClients() {
    List<String> names = names("shop", 500);

    assertEquals(List.of("shop"), names.stream().filter(rows.knownClients(names)).toList());
    assertEquals(1, queries);
  }

  @Test
  void readsNoTableForAShortList() {
    List<String> names = names("alice", 499);

    assertEquals(names, names.stream().filter(rows.knownUsers(names)).toList());
    assertEquals(0, queries);
  }
}
