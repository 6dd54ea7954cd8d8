package org.postern.admin.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.admin.transfer.Administrations;
import org.postern.entity.AuditEvent;
import org.postern.store.AuditFilter;
import org.postern.store.AuditStore;
import org.postern.store.Slice;

/** What an owner of several clients finds in the audit trail. */
class OwnersTrailTest {

  private static final int LINES = 60;
  private static final Instant TIME = Instant.parse("2098-01-01T00:00:00Z");

  private final Administrations admin = new Administrations();

  private static String reference(int i) {
    return String.format("9Z%024d", i);
  }

  private static String client(int i) {
    return List.of("a", "foreign", "b", "c").get(i % 4);
  }

  @BeforeEach
  void fill() {
    admin.apply(
        """
        {'version': 1,
         'users': [{'username': 'mary', 'roles': ['client-owner']},
                   {'username': 'bob', 'roles': ['client-owner']}],
         'clients': [{'client_id': 'a', 'owner': 'mary'}, {'client_id': 'b', 'owner': 'mary'},
                     {'client_id': 'c', 'owner': 'mary'},
                     {'client_id': 'foreign', 'owner': 'bob'}]}
        """);
    admin.inTransaction(
        () -> {
          for (int i = 0; i < LINES; i++) {
            admin.auditStore.add(
                new AuditEvent(
                    reference(i),
                    TIME.plusSeconds(i),
                    i % 3 == 0 ? "token.refused" : "token.issued",
                    null,
                    null,
                    client(i),
                    null,
                    null,
                    null,
                    1));
          }
        });
  }

  private List<String> find(
      Optional<String> clientId,
      Optional<String> kind,
      boolean descending,
      Optional<String> after) {
    Optional<Long> mary = admin.userStore.findId("mary");
    Optional<String> none = Optional.empty();
    AuditFilter filter =
        new AuditFilter(
            mary,
            clientId,
            none,
            none,
            kind,
            none,
            none,
            Optional.of(TIME),
            Optional.empty(),
            none,
            none);
    Slice<AuditEvent> slice =
        new Slice<>(
            AuditStore.SORTS.get(0),
            descending,
            after.map(place -> new Slice.Position(place, place)),
            5);
    return admin.inTransaction(
        () -> admin.auditStore.findAll(filter, slice).stream().map(AuditEvent::reference).toList());
  }

  private static List<String> lines(Predicate<Integer> wanted, boolean descending) {
    List<String> references =
        new ArrayList<>(
            IntStream.range(0, LINES)
                .boxed()
                .filter(wanted)
                .map(OwnersTrailTest::reference)
                .toList());
    if (descending) {
      Collections.reverse(references);
    }
    return references.subList(0, 6);
  }

  @Test
  void mergesTheLinesOfAllOwnClientsInOrder() {
    Predicate<Integer> own = i -> !client(i).equals("foreign");

    assertEquals(
        lines(own, true), find(Optional.empty(), Optional.empty(), true, Optional.empty()));
    assertEquals(
        lines(own, false), find(Optional.empty(), Optional.empty(), false, Optional.empty()));
    assertEquals(
        lines(own.and(i -> i < 30), true),
        find(Optional.empty(), Optional.empty(), true, Optional.of(reference(30))));
    assertEquals(
        lines(own.and(i -> i > 30), false),
        find(Optional.empty(), Optional.empty(), false, Optional.of(reference(30))));
    assertEquals(
        lines(own.and(i -> i % 3 == 0), true),
        find(Optional.empty(), Optional.of("token.refused"), true, Optional.empty()));
  }

  @Test
  void findsTheLinesOfOneClientOnlyIfItIsTheOwn() {
    assertEquals(
        lines(i -> client(i).equals("b"), true),
        find(Optional.of("b"), Optional.empty(), true, Optional.empty()));
    assertEquals(List.of(), find(Optional.of("foreign"), Optional.empty(), true, Optional.empty()));
  }
}
