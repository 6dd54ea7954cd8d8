package org.postern.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret that is asked for.
 *
 * @param label for people, unique within the client, 1 to 100 characters
 * @param value 1 to 512 printable ASCII characters; empty to have Postern make one of 256 bits
 * @param expires when it stops working; empty for never
 */
public record SecretWish(String label, Optional<String> value, Optional<Instant> expires) {

  /** Masks the value. */
  @Override
  public String toString() {
    return "SecretWish[" + label + "]";
  }
}
