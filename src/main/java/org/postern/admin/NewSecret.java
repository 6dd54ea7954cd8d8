package org.postern.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret to be given to a client.
 *
 * @param label for people, unique within the client, 1 to 100 characters
 * @param value 1 to 512 printable ASCII characters
 * @param expires when it stops working; empty for never
 */
public record NewSecret(String label, String value, Optional<Instant> expires) {

  /** Masks the value. */
  @Override
  public String toString() {
    return "NewSecret[" + label + "]";
  }
}
