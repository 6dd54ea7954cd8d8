package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/** A family that is revoked while others refresh it. RFC 7009 §2.1. */
@Tag(Kinds.RACE)
@Tag(Kinds.SAMPLE)
class RevocationRaceIT extends DeployedWar {

  private static final int ROUNDS = Integer.getInteger("it.race.rounds");
  private static final int LANES = 4;
  private static final int REFRESHES = 2;

  private final Postern postern = Postern.MANAGED;

  /** In every second round, the revoked token is a refresh token that was used already. */
  @Test
  void leavesNothingAliveAfterTheAnswer() {
    Parallel.rounds(
        ROUNDS,
        LANES,
        () -> {
          Login login =
              Login.with(
                  Clients.confidential()
                      .grants("password", "refresh_token")
                      .with("replay_window", "PT60S"));
          return round -> {
            List<Answer> issued = new ArrayList<>();
            issued.add(login.password());
            String revoked = issued.get(0).refreshToken();
            if (round % (2 * LANES) >= LANES) {
              issued.add(login.refresh(revoked));
            }
            String current = issued.get(issued.size() - 1).refreshToken();
            List<Callable<Answer>> race = new ArrayList<>();
            race.add(() -> Tokens.revoke(postern, login.client(), revoked));
            for (int i = 0; i < REFRESHES; i++) {
              race.add(() -> login.refresh(current));
            }

            List<Answer> answers = Parallel.atOnce(race);

            assertEquals(200, answers.get(0).status(), () -> "round " + round);
            for (Answer refresh : answers.subList(1, answers.size())) {
              if (refresh.status() == 200) {
                issued.add(refresh);
              } else {
                assertEquals("invalid_grant", refresh.error(), () -> "round " + round);
              }
            }
            for (Answer one : issued) {
              assertFalse(
                  Tokens.isActive(postern, login.client(), one.accessToken()),
                  () -> "round " + round);
            }
            Answer last = issued.get(issued.size() - 1);
            assertFalse(
                Tokens.isActive(postern, login.client(), last.refreshToken()),
                () -> "round " + round);
            assertEquals(
                "invalid_grant",
                login.refresh(last.refreshToken()).error(),
                () -> "round " + round);
          };
        });
  }
}
