package org.postern.admin.client;

import java.time.Instant;
import java.util.Optional;

/**
 * The request of a client to add a secret to itself.
 *
 * @param current a working secret of the client
 * @param label the label of the new secret; if it is empty, the present time is used
 * @param value the value of the new secret; if it is empty, Postern creates it
 * @param expires when the new secret stops working; empty for never
 * @param currentExpires when the current secret shall stop working; empty for no change
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
