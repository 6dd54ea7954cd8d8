package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/**
 * Shows that an unknown user, a wrong password, a disabled and an unassigned user take the same
 * time: the medians of interleaved logins on the real cost of Argon2id. A benchmark and not a test,
 * so it runs only when it is asked for:
 *
 * <pre>mvn verify -Dskip.unit.tests -Dit.test=LoginTimingBenchmark</pre>
 */
class LoginTimingBenchmark {

  private static final int WARM_UP = 10;
  // Together with the warm-up, this stays below the 100 failures in a row that an account may have.
  private static final int ROUNDS = 80;

  @Test
  void comparesRefusals() throws Exception {
    try (WildflyServer server =
        new WildflyServer(
                "login-timing", Map.of("postern.password.tries", "1000", "postern.demo", "false"))
            .withControls()) {
      server.start("api/me");
      Postern postern = new Postern(server.base());
      Users.Registered assigned = Users.any().create(postern);
      Users.Registered disabled = Users.any().create(postern);
      Users.Registered unassigned = Users.any().create(postern);
      Clients.Registered client =
          Clients.confidential()
              .grants("password")
              .users(assigned.username(), disabled.username())
              .create(postern);
      postern.control("user.disable", "username", disabled.username());

      Map<String, String[]> cases = new LinkedHashMap<>();
      cases.put("wrong password", new String[] {assigned.username(), "wrong"});
      cases.put("unknown user", new String[] {"nobody", "wrong"});
      cases.put("disabled user", new String[] {disabled.username(), disabled.password()});
      cases.put("user not assigned", new String[] {unassigned.username(), unassigned.password()});

      Map<String, List<Long>> micros = new LinkedHashMap<>();
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        for (Map.Entry<String, String[]> one : cases.entrySet()) {
          long start = System.nanoTime();
          Answer answer =
              postern.token(
                  client,
                  "grant_type",
                  "password",
                  "username",
                  one.getValue()[0],
                  "password",
                  one.getValue()[1]);
          long took = (System.nanoTime() - start) / 1_000;
          assertEquals("invalid_grant", answer.error());
          if (round >= WARM_UP) {
            micros.computeIfAbsent(one.getKey(), none -> new ArrayList<>()).add(took);
          }
        }
      }
      long reference = median(micros.get("wrong password"));
      micros.forEach(
          (name, values) ->
              System.out.printf(
                  "%-20s median %8d us, %6.1f %% of a wrong password%n",
                  name, median(values), 100.0 * median(values) / reference));
    }
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
