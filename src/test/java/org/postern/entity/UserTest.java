package org.postern.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.TestClock;

class UserTest {

  private static Arguments row(String name, Consumer<User> change, long raised) {
    return Arguments.of(name, change, raised);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        row("a new password", u -> u.changePassword("hash", TestClock.START), 1),
        row("a one-time password", u -> u.setOneTimePassword("h", null, TestClock.START), 1),
        row("the same password, hashed anew", u -> u.rehashPassword("hash", TestClock.START), 0),
        row("the display name", u -> u.changeDisplayName("A", TestClock.START), 0),
        row("the e-mail", u -> u.changeEmail("a@example.com", TestClock.START), 0),
        row("the roles", u -> u.changeRoles(Set.of("viewer"), TestClock.START), 0),
        row("disabling", u -> u.changeEnabled(false, TestClock.START), 1),
        row("enabling", u -> u.changeEnabled(true, TestClock.START), 0),
        row("locking", u -> u.changeLocked(true, TestClock.START), 1),
        row("unlocking", u -> u.changeLocked(false, TestClock.START), 0),
        row("joining a group", u -> u.changeGroups(Set.of("a", "b"), TestClock.START), 0),
        row(
            "leaving a group for another",
            u -> {
              u.changeGroups(Set.of("a", "b"), TestClock.START);
              u.changeGroups(Set.of("b", "c"), TestClock.START);
            },
            1),
        row("revoking all", u -> u.revokeAll(TestClock.START), 1),
        row(
            "disabling twice",
            u -> {
              u.changeEnabled(false, TestClock.START);
              u.changeEnabled(false, TestClock.START);
            },
            1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void raisesTheEpochWhereTokensEnd(String name, Consumer<User> change, long raised) {
    User user = new User("user:1", "alice", TestClock.START);
    long before = user.epoch();

    change.accept(user);

    assertEquals(before + raised, user.epoch());
  }

  @Test
  void anAssignmentThatEndsRaisesItsEpochAndANewOneRevivesNothing() {
    ClientUser assignment = new ClientUser(1, 7);
    assertEquals(0, assignment.epoch());

    assignment.unassign();
    assertEquals(1, assignment.epoch());
    assertEquals(false, assignment.isAssigned());

    assignment.assign();
    assertEquals(1, assignment.epoch());
    assertEquals(true, assignment.isAssigned());
  }
}
