package org.postern.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret to be given to a client.
 *
 * @param label for people, unique within the client, 1 to 100 characters
 * @param value 1 to 512 printable ASCII characters; empty if there is a hash
 * @param expires when it stops working; empty for never
 * @param hashed what is stored of it, in the place of the value
 */
public record NewSecret(
    String label, String value, Optional<Instant> expires, Optional<HashedSecret> hashed) {

  /** A secret whose value is known. */
  public NewSecret(String label, String value, Optional<Instant> expires) {
    this(label, value, expires, Optional.empty());
  }

  /** Masks the value. */
  @Override
  public String toString() {
    return "NewSecret[" + label + "]";
  }
}
