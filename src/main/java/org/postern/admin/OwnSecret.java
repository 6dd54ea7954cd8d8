package org.postern.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * How a client changes its own secret.
 *
 * @param current a secret of the client that works
 * @param label of the new one; empty for the time of day
 * @param value of the new one; empty to have Postern make it
 * @param expires when the new one stops working; empty for never
 * @param currentExpires when the current one shall stop working; empty leaves it
 */
public record OwnSecret(
    String current,
    Optional<String> label,
    Optional<String> value,
    Optional<Instant> expires,
    Optional<Instant> currentExpires) {

  /** Masks the secrets. */
  @Override
  public String toString() {
    return "OwnSecret[" + label.orElse("") + "]";
  }
}
