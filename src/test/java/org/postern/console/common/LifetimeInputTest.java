package org.postern.console.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeInputTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PT0S, 0, SECONDS",
    "PT59S, 59, SECONDS",
    "PT90S, 90, SECONDS",
    "PT2M, 2, MINUTES",
    "PT1H, 1, HOURS",
    "PT36H, 36, HOURS",
    "PT336H, 14, DAYS"
  })
  void showsTheGreatestUnitThatNeedsNoFraction(Duration time, String amount, String unit) {
    LifetimeInput input = LifetimeInput.of(time);

    assertEquals(amount, input.getAmount());
    assertEquals(unit, input.getUnit());
    assertEquals(Optional.of(time), input.read());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "'', HOURS",
    "ten, HOURS",
    "-1, HOURS",
    "1.5, HOURS",
    "1234567890, HOURS",
    "1, YEARS"
  })
  void readsNothingElse(String amount, String unit) {
    LifetimeInput input = LifetimeInput.of(Duration.ZERO);
    input.setAmount(amount);
    input.setUnit(unit);

    assertEquals(Optional.empty(), input.read());
  }
}
