package org.postern.admin.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A requested secret.
 *
 * @param label the label for people, unique within the client, 1 to 100 characters
 * @param value the value, 1 to 512 printable ASCII characters; if it is empty, Postern creates one
 *     of 256 bits
 * @param expires when the secret stops working; empty for never
 */
public record SecretWish(String label, Optional<String> value, Optional<Instant> expires) {

  /** Masks the value. */
  @Override
  public String toString() {
    return "SecretWish[" + label + "]";
  }
}
