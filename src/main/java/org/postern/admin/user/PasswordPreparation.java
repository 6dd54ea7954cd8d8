package org.postern.admin.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Problems;
import org.postern.crypto.PasswordHash;
import org.postern.user.HashingQueue;
import org.postern.user.PasswordRules;
import org.postern.user.Passwords;
import org.postern.user.Username;

/**
 * Checks and hashes a new password. Hashing is slow on purpose, so it must be done before the
 * transaction that stores the hash. It uses the same queue as logins.
 */
@ApplicationScoped
public class PasswordPreparation {

  // Use the highest rank, so that administrators do not wait behind login attempts of others.
  private static final HashingQueue.Ticket TICKET =
      new HashingQueue.Ticket(HashingQueue.Rank.KNOWN_SOURCE, "administration");

  private final PasswordRules rules;
  private final PasswordHash passwordHash;
  private final HashingQueue queue;

  /** For the proxy only. */
  protected PasswordPreparation() {
    this(null, null, null);
  }

  @Inject
  public PasswordPreparation(PasswordRules rules, PasswordHash passwordHash, HashingQueue queue) {
    this.rules = rules;
    this.passwordHash = passwordHash;
    this.queue = queue;
  }

  /**
   * Hashes a password that a person chose.
   *
   * @param username the user of the password, in any RFC 8265 form
   * @param raw the password as it was typed
   * @throws AdministrationException INVALID at {@code /password} if the password is not allowed
   * @throws org.postern.oauth.OAuthException TemporarilyUnavailable (503) if the queue is full
   */
  public HashedPassword prepare(String username, String raw) {
    Problems problems = new Problems();
    check(problems, "/password", username, raw);
    problems.requireNone();
    return hash(raw);
  }

  /** Adds the problems of a password that a person has chosen. */
  public void check(Problems problems, String pointer, String username, String raw) {
    rules
        .objection(Username.prepare(username).orElse(""), raw)
        .ifPresent(message -> problems.add(pointer, message));
  }

  /** Adds the problems of a hash that replaces a password. */
  public void checkHash(Problems problems, String pointer, String hash) {
    if (!PasswordHash.isForm(hash)) {
      problems.add(
          pointer, "must be a hash as an export has it, $argon2id$v=19$m=...,t=...,p=1$...$...");
    } else if (!passwordHash.isUsable(hash)) {
      problems.add(
          pointer,
          "costs more than this server grants to a hash from elsewhere: "
              + passwordHash.limits()
              + " (postern.argon2.memory-kib and postern.argon2.iterations raise this)");
    }
  }

  /**
   * Tells whether a hash is that of the password that the user of this name has in the demo data,
   * and that must not be chosen. For such a user this is as slow as hashing.
   */
  public boolean isPublished(String username, String hash) {
    return rules.publishedPasswordOf(username).filter(raw -> matches(raw, hash)).isPresent();
  }

  /** Hashes a password that Postern has created or that was checked. */
  public HashedPassword hash(String raw) {
    String prepared = Passwords.prepare(raw).orElseThrow();
    return new HashedPassword(queue.run(TICKET, () -> passwordHash.hash(prepared)));
  }

  /** Tells whether the password has the stored hash. This is as slow as hashing. */
  public boolean matches(String raw, String stored) {
    return Passwords.prepare(raw)
        .filter(text -> queue.run(TICKET, () -> passwordHash.matches(text, stored)))
        .isPresent();
  }
}
