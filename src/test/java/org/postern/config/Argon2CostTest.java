package org.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2CostTest {

  private static long work(Argon2Cost cost) {
    return (long) cost.memoryKib() * cost.iterations();
  }

  @ParameterizedTest(
      name = "a hash of {0} KiB and {1} passes, where {2} KiB and {3} are configured")
  @CsvSource({
    "19456, 2, 65536, 3",
    "19456, 2, 19456, 3",
    "19456, 2, 19464, 2",
    "65536, 1, 19456, 5",
    "8, 1, 65536, 3",
    "65536, 3, 65536, 3"
  })
  void tellsHowMuchMoreWorkAHashIs(int memory, int passes, int configured, int iterations) {
    Argon2Cost old = new Argon2Cost(memory, passes, 1);
    Argon2Cost now = new Argon2Cost(configured, iterations, 1);

    List<Argon2Cost> more = now.beyond(old);

    assertEquals(work(now) - work(old), more.stream().mapToLong(Argon2CostTest::work).sum());
    // No more memory is needed than for a hash.
    assertTrue(more.stream().allMatch(cost -> cost.memoryKib() <= configured), more.toString());
  }

  @Test
  void tellsOfNoWorkIfTheOtherHashIsAsExpensive() {
    Argon2Cost now = new Argon2Cost(19_456, 2, 1);

    assertEquals(List.of(), now.beyond(new Argon2Cost(65_536, 3, 4)));
    // Argon2 needs at least 8 KiB.
    assertEquals(List.of(), now.beyond(new Argon2Cost(19_453, 2, 1)));
  }
}
