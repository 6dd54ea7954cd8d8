package org.postern.admin;

import java.time.Instant;

/**
 * What is stored of a secret, as an export has it in the place of the value.
 *
 * @param hash keyed with the server's key and the client's identifier
 * @param weak whether the secret may have under 128 bits
 * @param created when it was added
 */
record HashedSecret(String hash, boolean weak, Instant created) {

  /** Masks the hash. */
  @Override
  public String toString() {
    return AuditDetail.MASKED;
  }
}
