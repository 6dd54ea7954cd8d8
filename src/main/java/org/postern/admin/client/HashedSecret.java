package org.postern.admin.client;

import java.time.Instant;
import java.util.Optional;
import org.postern.audit.Snapshot;

/**
 * The stored form of a secret, which an export contains in place of the value.
 *
 * @param hash the hash, keyed with the server's key, over client identifier and secret
 * @param weak whether the secret may have less than 128 bits
 * @param created when the secret was added
 * @param review when it was marked because the client lost its owner, who may know it; empty if it
 *     is not marked
 */
public record HashedSecret(String hash, boolean weak, Instant created, Optional<Instant> review) {

  /** Masks the hash. */
  @Override
  public String toString() {
    return Snapshot.MASKED;
  }
}
