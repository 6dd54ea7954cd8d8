package org.postern.console.common;

import java.time.Duration;
import java.util.Optional;

/**
 * The choice of a form how long the secrets of a client go on working after its owner has left. The
 * form has a {@code <c:secret-grace>}.
 */
public class GraceChoice {

  private final int byDefault;
  private int days;

  /**
   * Creates the choice.
   *
   * @param byDefault the time if nothing is chosen, in whole days
   */
  public GraceChoice(Duration byDefault) {
    this.byDefault = Math.toIntExact(byDefault.toDays());
    this.days = this.byDefault;
  }

  /** The chosen time; empty for the default one, which needs no recent login. */
  public Optional<Duration> chosen() {
    return days == byDefault ? Optional.empty() : Optional.of(Duration.ofDays(days));
  }

  /** The chosen time in days; 0 ends the secrets at once. */
  public int getDays() {
    return days;
  }

  public void setDays(int days) {
    this.days = days;
  }
}
