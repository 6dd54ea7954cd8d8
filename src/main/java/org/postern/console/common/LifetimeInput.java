package org.postern.console.common;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A duration as a form has it: a number and its unit. */
public class LifetimeInput {

  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

  private String amount;
  private String unit;

  private LifetimeInput(long amount, ChronoUnit unit) {
    this.amount = Long.toString(amount);
    this.unit = unit.name();
  }

  /** Shows the duration in the largest unit that needs no fraction. */
  public static LifetimeInput of(Duration time) {
    long seconds = time.toSeconds();
    ChronoUnit unit =
        UNITS.stream()
            .filter(one -> seconds > 0 && seconds % one.getDuration().toSeconds() == 0)
            .findFirst()
            .orElse(ChronoUnit.SECONDS);
    return new LifetimeInput(seconds / unit.getDuration().toSeconds(), unit);
  }

  /** Reads the typed duration; empty if it is not a whole number of a unit. */
  public Optional<Duration> read() {
    Optional<ChronoUnit> named = UNITS.stream().filter(one -> one.name().equals(unit)).findFirst();
    return amount.strip().matches("[0-9]{1,9}")
        ? named.map(one -> one.getDuration().multipliedBy(Long.parseLong(amount.strip())))
        : Optional.empty();
  }

  public String getAmount() {
    return amount;
  }

  public void setAmount(String amount) {
    this.amount = Words.orEmpty(amount);
  }

  /** The name of a {@link ChronoUnit}. */
  public String getUnit() {
    return unit;
  }

  public void setUnit(String unit) {
    this.unit = Words.orEmpty(unit);
  }
}
