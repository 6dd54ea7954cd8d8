package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.admin.ImportContent.UserPart;
import org.postern.crypto.PasswordHash;
import org.postern.user.HashingQueue;
import org.postern.user.PasswordRules;
import org.postern.user.Passwords;
import org.postern.user.Username;

/**
 * Checks and hashes a new password. Slow on purpose, so it is called before the transaction that
 * stores the hash, and takes its turn with the logins.
 */
@ApplicationScoped
public class PasswordPreparation {

  // Who may administer does not wait behind those who only try to log in.
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
   * @param username whose it will be, in any form
   * @param raw as it was typed
   * @throws AdministrationException INVALID at {@code /password} if it is not allowed
   * @throws org.postern.oauth.OAuthException TemporarilyUnavailable (503) if there is no turn
   */
  public HashedPassword prepare(String username, String raw) {
    Problems problems = new Problems();
    check(problems, "/password", username, raw);
    problems.requireNone();
    return hash(raw);
  }

  /** Adds what is wrong with a password that a person chose. */
  void check(Problems problems, String pointer, String username, String raw) {
    rules
        .objection(Username.prepare(username).orElse(""), raw)
        .ifPresent(message -> problems.add(pointer, message));
  }

  /** Adds what is wrong with a hash that stands in the place of a password. */
  void checkHash(Problems problems, String pointer, String hash) {
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

  /** Hashes a password that Postern made, or that was checked. */
  HashedPassword hash(String raw) {
    String prepared = Passwords.prepare(raw).orElseThrow();
    return new HashedPassword(queue.run(TICKET, () -> passwordHash.hash(prepared)));
  }

  /** Hashes the password of an import, which was checked when it was read. */
  Optional<HashedPassword> hash(UserPart user) {
    return user.password()
        .map(this::hash)
        .or(() -> user.passwordHash().map(HashedPassword::new))
        .map(hash -> user.mustChangePassword() ? hash.oneTime(user.passwordExpires()) : hash);
  }

  /** Tells whether the password has the stored hash. As slow as hashing it. */
  boolean matches(String raw, String stored) {
    return Passwords.prepare(raw)
        .filter(text -> queue.run(TICKET, () -> passwordHash.matches(text, stored)))
        .isPresent();
  }
}
