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

/** Asks whoever keeps the users that are not kept here. */
@ApplicationScoped
public class Directory {

  /** Questions at once, each of which holds one of the server's worker threads. */
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

  /** Whether there is one. */
  public boolean isUsed() {
    return config.used();
  }

  /**
   * The name without the domain before it, as in {@code example\mary}; the name itself if there is
   * none, or another one than the settings name.
   *
   * @param name in its RFC 8265 form
   */
  public String withoutDomain(String name) {
    int end = name.indexOf('\\');
    return end >= 0 && config.domains().contains(name.substring(0, end))
        ? name.substring(end + 1)
        : name;
  }

  /** Whether a user can have several names in it. */
  public boolean hasSeveralNames() {
    return !config.urls().isEmpty() && config.userNameAttributes().size() > 1;
  }

  /**
   * The name that the user has at Postern who is called so in the directory, as the directory has
   * it.
   *
   * @param name in its RFC 8265 form
   * @return empty if there is no such user
   * @throws DirectoryException if nobody can say
   */
  public Optional<String> findName(String name) {
    return ldap.findName(name);
  }

  /**
   * Checks a password.
   *
   * @param name in its RFC 8265 form
   * @param password as it was typed, not empty
   * @return the user's groups; empty if there is no such user or the password is wrong
   * @throws DirectoryException if nobody can say
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

  // What a store throws is no answer, whatever it is.
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
   * The groups that a user has now.
   *
   * @param known those of the last login, which stay where the store can be asked for passwords
   *     only
   * @return empty if there is no such user any more
   * @throws DirectoryException if nobody can say
   */
  public Optional<Set<String>> findGroups(String name, Set<String> known) {
    return config.urls().isEmpty() ? Optional.of(known) : ldap.findGroups(name);
  }

  /**
   * Asks something, unless too many do so already.
   *
   * @throws DirectoryException if there is no place, or from the question
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
