package org.postern.admin.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Problems;
import org.postern.admin.common.UseCases;
import org.postern.oauth.ClientId;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;
import org.postern.user.DirectoryLogin;
import org.postern.user.UserAuthentication;
import org.postern.user.UserAuthentication.Attempt;

/**
 * Lets users change their own password. They must give the old password, which is checked and
 * throttled like a login, with the same counters and the same queue. No transaction is open while a
 * password is hashed.
 */
@UseCases
@ApplicationScoped
public class OwnPassword {

  private final UserStore users;
  private final ClientStore clients;
  private final PasswordPreparation passwords;
  private final UserAuthentication authentication;
  private final UserAdministration administration;
  private final DirectoryLogin directory;

  /** For the proxy only. */
  protected OwnPassword() {
    this(null, null, null, null, null, null);
  }

  @Inject
  OwnPassword(
      UserStore users,
      ClientStore clients,
      PasswordPreparation passwords,
      UserAuthentication authentication,
      UserAdministration administration,
      DirectoryLogin directory) {
    this.users = users;
    this.clients = clients;
    this.passwords = passwords;
    this.authentication = authentication;
    this.administration = administration;
    this.directory = directory;
  }

  /**
   * Sets the new password and ends every token of the user, including the presented one.
   *
   * @throws AdministrationException INVALID at {@code /new_password} if the new password is not
   *     allowed, FORBIDDEN at {@code /old_password} if the old password is wrong, THROTTLED after
   *     too many wrong ones, NOT_FOUND if the user or the client does not exist any more, CONFLICT
   *     if the account was changed meanwhile or a directory keeps the password
   * @throws OAuthException TemporarilyUnavailable (503) if the queue is full
   */
  public void change(Actor actor, String oldPassword, String newPassword) {
    UserAccount user =
        users.findAccountBySubject(actor.requireSubject()).orElseThrow(OwnPassword::gone);
    // A user at the console has no client.
    Optional<RegisteredClient> client =
        actor
            .clientId()
            .map(id -> clients.findByClientId(new ClientId(id)).orElseThrow(OwnPassword::gone));
    PasswordReset.requireKeptHere(directory, user.username());
    Problems problems = new Problems();
    passwords.check(problems, "/new_password", user.username(), newPassword);
    if (newPassword.equals(oldPassword)) {
      problems.add("/new_password", "must be another one than the old");
    }
    problems.requireNone();
    UserAccount verified =
        verify(new Attempt(client, user.username(), oldPassword, actor.source()));
    administration.changeOwnPassword(actor, verified, passwords.hash(newPassword));
  }

  // The rule is empty, because the gate has already decided whether the user may use the client.
  private UserAccount verify(Attempt attempt) {
    try {
      return authentication.authenticate(attempt, user -> Optional.empty()).account();
    } catch (OAuthException refusal) {
      if (refusal.error() instanceof InvalidGrant) {
        throw AdministrationException.forbidden(
            "/old_password", "is not the password of the user", refusal.reason());
      }
      if (refusal.error() instanceof TemporarilyUnavailable unavailable
          && unavailable.throttled()) {
        throw AdministrationException.throttled(unavailable.retryAfter(), refusal.reason());
      }
      throw refusal;
    }
  }

  private static AdministrationException gone() {
    return AdministrationException.notFound("the user or the client does not exist any more");
  }
}
