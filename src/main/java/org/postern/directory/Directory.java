package org.postern.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.postern.config.DirectoryConfig;
import org.postern.config.PosternConfig;

/** Asks the directory, which keeps users outside the database of Postern. */
@ApplicationScoped
public class Directory {

  /** The most questions at once. Each holds a worker thread of the server. */
  private static final int MAX_QUESTIONS = 16;

  private final DirectoryConfig config;
  private final Instance<IdentityStoreHandler> handler;
  private final LdapIdentityStore ldap;
  private final Semaphore questions = new Semaphore(MAX_QUESTIONS);

  /** For the proxy only. */
  protected Directory() {
    config = null;
    handler = null;
    ldap = null;
  }

  @Inject
  public Directory(
      PosternConfig config, Instance<IdentityStoreHandler> handler, LdapIdentityStore ldap) {
    this.config = config.directory();
    this.handler = handler;
    this.ldap = ldap;
  }

  /** Tells whether a directory is configured. */
  public boolean isUsed() {
    return config.used();
  }

  /**
   * Returns the name without the domain before it, as in {@code example\mary}. Returns the name
   * itself if it has no domain or one that is not configured.
   *
   * @param name the user name in its RFC 8265 form
   */
  public String withoutDomain(String name) {
    int end = name.indexOf('\\');
    return end >= 0 && config.domains().contains(name.substring(0, end))
        ? name.substring(end + 1)
        : name;
  }

  /** Tells whether a user can have several names in the directory. */
  public boolean hasSeveralNames() {
    return !config.urls().isEmpty() && config.userNameAttributes().size() > 1;
  }

  /**
   * Finds the name at Postern of the user who has this name in the directory, spelt as in the
   * directory.
   *
   * @param name the user name in its RFC 8265 form
   * @return empty if the directory has no such user
   * @throws DirectoryException if the directory gives no usable answer
   */
  public Optional<String> findName(String name) {
    return ldap.findName(name);
  }

  /**
   * Checks a password.
   *
   * @param name the user name in its RFC 8265 form
   * @param password the password as it was typed, not empty
   * @return the groups of the user; empty if there is no such user or the password is wrong
   * @throws DirectoryException if the directory gives no usable answer
   */
  public Optional<Set<String>> authenticate(String name, String password) {
    CredentialValidationResult result = ask(new UsernamePasswordCredential(name, password));
    return switch (result.getStatus()) {
      case VALID -> Optional.of(Set.copyOf(result.getCallerGroups()));
      case INVALID -> Optional.empty();
      case NOT_VALIDATED ->
          throw new DirectoryException("No identity store checks passwords", null);
    };
  }

  // Any exception of a store means that there is no answer, and never that the password is wrong.
  private CredentialValidationResult ask(UsernamePasswordCredential credential) {
    try {
      return handler.get().validate(credential);
    } catch (DirectoryException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DirectoryException("The identity store failed", e);
    }
  }

  /**
   * Finds the present groups of a user.
   *
   * @param known the groups at the last login, which are returned if the identity store can only
   *     check passwords
   * @return empty if the user does not exist any more
   * @throws DirectoryException if the directory gives no usable answer
   */
  public Optional<Set<String>> findGroups(String name, Set<String> known) {
    return config.urls().isEmpty() ? Optional.of(known) : ldap.findGroups(name);
  }

  /**
   * Runs a question, unless too many run already.
   *
   * @throws DirectoryException if too many questions run already, or the question fails
   */
  public <T> T limited(Supplier<T> question) {
    if (!questions.tryAcquire()) {
      throw new DirectoryException("Too many questions at once", null);
    }
    try {
      return question.get();
    } finally {
      questions.release();
    }
  }
}
