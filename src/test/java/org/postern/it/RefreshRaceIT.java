package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/** One refresh token used at the same moment by several. RFC 9700 §4.14.2. */
@Tag(Kinds.RACE)
@Tag(Kinds.SAMPLE)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class RefreshRaceIT extends DeployedWar {

  private static final int ROUNDS = Integer.getInteger("it.race.rounds");
  private static final int LANES = 4;
  private static final int AT_ONCE = 4;

  private final Postern postern = Postern.MANAGED;

  private static Login withWindow(String window) {
    return Login.with(
        Clients.confidential().grants("password", "refresh_token").with("replay_window", window));
  }

  @Test
  void letsExactlyOneThroughAndLeavesNothingAliveWithoutWindow() {
    Parallel.rounds(
        ROUNDS,
        LANES,
        () -> {
          Login login = withWindow("PT0S");
          return round -> {
            Answer first = login.password();

            List<Answer> answers =
                Parallel.atOnce(AT_ONCE, i -> login.refresh(first.refreshToken()));

            List<Answer> good = answers.stream().filter(a -> a.status() == 200).toList();
            assertEquals(1, good.size(), () -> "round " + round + ": " + statuses(answers));
            assertEquals(
                AT_ONCE - 1,
                answers.stream().filter(a -> a.error().equals("invalid_grant")).count(),
                () -> "round " + round + ": " + statuses(answers));
            assertFalse(login.lives(first.accessToken()), () -> "round " + round);
            assertFalse(login.lives(good.get(0).accessToken()), () -> "round " + round);
            assertEquals(
                "invalid_grant",
                login.refresh(good.get(0).refreshToken()).error(),
                () -> "round " + round);
          };
        });
  }

  @Test
  void givesAllTheSameRefreshTokenWithWindowAndEndsTheFamilyOnceTheSuccessorWasUsed() {
    Parallel.rounds(
        ROUNDS,
        LANES,
        () -> {
          Login login = withWindow("PT60S");
          return round -> {
            Answer first = login.password();

            List<Answer> answers =
                Parallel.atOnce(AT_ONCE, i -> login.refresh(first.refreshToken()));

            assertTrue(
                answers.stream().allMatch(a -> a.status() == 200),
                () -> "round " + round + ": " + statuses(answers));
            Set<String> successors =
                answers.stream().map(Answer::refreshToken).collect(Collectors.toSet());
            assertEquals(1, successors.size(), () -> "round " + round);
            assertEquals(
                1,
                answers.stream().filter(a -> login.lives(a.accessToken())).count(),
                () -> "round " + round);
            Answer next = login.refresh(answers.get(0).refreshToken());
            assertEquals(200, next.status(), () -> "round " + round);

            Answer replay = login.refresh(first.refreshToken());

            assertEquals("invalid_grant", replay.error(), () -> "round " + round);
            assertFalse(login.lives(next.accessToken()), () -> "round " + round);
            assertEquals(
                "invalid_grant",
                login.refresh(next.refreshToken()).error(),
                () -> "round " + round);
          };
        });
  }

  @Test
  void letsAllThroughWithoutRotation() {
    Parallel.rounds(
        ROUNDS,
        LANES,
        () -> {
          Login login =
              Login.with(
                  Clients.confidential()
                      .grants("password", "refresh_token")
                      .with("rotate_refresh_tokens", false));
          return round -> {
            Answer first = login.password();

            List<Answer> answers =
                Parallel.atOnce(AT_ONCE, i -> login.refresh(first.refreshToken()));

            for (Answer answer : answers) {
              assertEquals(200, answer.status(), () -> "round " + round + ": " + statuses(answers));
              assertEquals(first.refreshToken(), answer.refreshToken(), () -> "round " + round);
              assertTrue(login.lives(answer.accessToken()), () -> "round " + round);
            }
          };
        });
  }

  @Test
  void leavesNothingAliveAfterUnassignmentReturns() {
    Parallel.rounds(
        ROUNDS,
        LANES,
        () -> {
          Login login = withWindow("PT60S");
          String[] pair = {
            "client_id", login.client().clientId(), "username", login.user().username()
          };
          return round -> {
            Answer first = login.password();
            assertEquals(200, first.status(), () -> "round " + round);
            List<Callable<List<Answer>>> race = new ArrayList<>();
            race.add(
                () -> {
                  postern.control("unassign", pair);
                  return List.of();
                });
            for (int i = 1; i < AT_ONCE; i++) {
              race.add(() -> List.of(login.refresh(first.refreshToken())));
            }

            List<Answer> answers = Parallel.atOnce(race).stream().flatMap(List::stream).toList();

            assertFalse(login.lives(first.accessToken()), () -> "round " + round);
            assertEquals(
                "invalid_grant",
                login.refresh(first.refreshToken()).error(),
                () -> "round " + round);
            for (Answer answer : answers) {
              if (answer.status() == 200) {
                assertFalse(login.lives(answer.accessToken()), () -> "round " + round);
                assertEquals(
                    "invalid_grant",
                    login.refresh(answer.refreshToken()).error(),
                    () -> "round " + round);
              } else {
                assertEquals("invalid_grant", answer.error(), () -> "round " + round);
              }
            }
            postern.control("assign", pair);
            assertFalse(login.lives(first.accessToken()), () -> "round " + round);
          };
        });
  }

  private static String statuses(List<Answer> answers) {
    return answers.stream()
        .map(a -> a.status() + " " + a.error())
        .collect(Collectors.joining(", "));
  }
}
