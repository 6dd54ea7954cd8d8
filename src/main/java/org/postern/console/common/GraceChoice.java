package org.postern.console.common;

import java.time.Duration;
import java.util.Optional;
import org.postern.admin.client.SecretGrace;

/**
 * The choice of a form how long the secrets of a client go on working after its owner has left. The
 * form has a {@code <c:secret-grace>}.
 */
public class GraceChoice {

  private static final int DEFAULT_DAYS = Math.toIntExact(SecretGrace.DEFAULT.toDays());

  private int days = DEFAULT_DAYS;

  /** The chosen time; empty for the default one, which needs no recent login. */
  public Optional<Duration> chosen() {
    return days == DEFAULT_DAYS ? Optional.empty() : Optional.of(Duration.ofDays(days));
  }

  /** The chosen time in days; 0 ends the secrets at once. */
  public int getDays() {
    return days;
  }

  public void setDays(int days) {
    this.days = days;
  }
}
