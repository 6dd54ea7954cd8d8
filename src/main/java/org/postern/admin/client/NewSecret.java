package org.postern.admin.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret to add to a client.
 *
 * @param label the label for people, unique within the client, 1 to 100 characters
 * @param value the value, 1 to 512 printable ASCII characters; empty if there is a hash
 * @param expires when the secret stops working; empty for never
 * @param hashed the stored form, in place of the value
 */
public record NewSecret(
    String label, String value, Optional<Instant> expires, Optional<HashedSecret> hashed) {

  /** Creates a secret with a known value. */
  public NewSecret(String label, String value, Optional<Instant> expires) {
    this(label, value, expires, Optional.empty());
  }

  /** Masks the value. */
  @Override
  public String toString() {
    return "NewSecret[" + label + "]";
  }
}
