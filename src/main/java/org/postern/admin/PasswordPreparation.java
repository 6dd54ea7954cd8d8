package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.crypto.PasswordHash;
import org.postern.user.Passwords;

/**
 * Checks and hashes a new password. Slow on purpose, so it is called before the transaction that
 * stores the hash.
 */
@ApplicationScoped
public class PasswordPreparation {

  private final PasswordHash passwordHash;

  /** For the proxy only. */
  protected PasswordPreparation() {
    this(null);
  }

  @Inject
  public PasswordPreparation(PasswordHash passwordHash) {
    this.passwordHash = passwordHash;
  }

  /**
   * Hashes a password.
   *
   * @param raw as it was typed
   * @throws AdministrationException INVALID at {@code /password} if it is not allowed
   */
  public HashedPassword prepare(String raw) {
    Problems problems = new Problems();
    Optional<String> prepared = UserRules.preparePassword(problems, "/password", raw);
    problems.requireNone();
    return new HashedPassword(passwordHash.hash(prepared.orElseThrow()));
  }

  /** Tells whether the password has the stored hash. As slow as hashing it. */
  boolean matches(String raw, String stored) {
    return Passwords.prepare(raw).filter(text -> passwordHash.matches(text, stored)).isPresent();
  }
}
