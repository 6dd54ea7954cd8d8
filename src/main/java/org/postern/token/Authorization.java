package org.postern.token;

import java.util.Optional;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.Assignment;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

/**
 * The decision of a grant: who gets a token, and the largest scope that it may have. The shared
 * steps follow: the gate, the choice of the scope, and the issue.
 *
 * @param holding client, user, grant type and epochs of the token; its scope is the largest scope
 *     that the request may ask for
 * @param defaultScope the scope of the token if the request names none
 * @param refresh whether the client also gets a refresh token, and of which family
 */
public record Authorization(Holding holding, Scope defaultScope, Refresh refresh) {

  /** The family of the refresh token that the client gets. */
  public sealed interface Refresh {}

  /** The client gets no refresh token. */
  public record NoRefresh() implements Refresh {}

  /** The refresh token starts a new family. */
  public record NewFamily() implements Refresh {}

  /**
   * The refresh token continues a family.
   *
   * @param presented the refresh token that was presented, and its family
   */
  public record Continued(PresentedToken presented) implements Refresh {}

  /**
   * Authorizes a client's own token, which never comes with a refresh token. RFC 6749 §4.4.3.
   *
   * @param ownerEpoch the epoch of the owner for whom the client acts; 0 if it acts for itself
   */
  public static Authorization ofClient(
      RegisteredClient client, GrantType grantType, long ownerEpoch) {
    return of(client, grantType, null, new Epochs(client.epoch(), ownerEpoch, 0), new NoRefresh());
  }

  /**
   * Authorizes a token for a user. A refresh token comes with it if the client may use the refresh
   * grant. A user with a one-time password gets a token that allows nothing but to set another
   * password, and no refresh token.
   *
   * @param user the account as it was before the password was checked
   * @param assignment the assignment as it was before the password was checked
   */
  public static Authorization ofUser(
      RegisteredClient client, GrantType grantType, UserAccount user, Assignment assignment) {
    Epochs epochs = new Epochs(client.epoch(), user.epoch(), assignment.epoch());
    if (user.oneTimePassword()) {
      Scope scope = Scope.of(Scope.PASSWORD_CHANGE);
      return new Authorization(
          new Holding(client.id(), user.id(), grantType, scope, epochs), scope, new NoRefresh());
    }
    return of(
        client,
        grantType,
        user.id(),
        epochs,
        client.allows(GrantType.REFRESH_TOKEN) ? new NewFamily() : new NoRefresh());
  }

  /**
   * Authorizes another token of an existing family, with the epochs and the scope of the family.
   * RFC 6749 §6.
   */
  static Authorization ofFamily(PresentedToken presented) {
    Holding holding = presented.family().holding();
    return new Authorization(holding, holding.scope(), new Continued(presented));
  }

  private static Authorization of(
      RegisteredClient client, GrantType grantType, Long userId, Epochs epochs, Refresh refresh) {
    return new Authorization(
        new Holding(client.id(), userId, grantType, client.settings().scopes(), epochs),
        client.settings().defaultScopes(),
        refresh);
  }

  /** The family that continues; empty if the request continues none. */
  public Optional<Continued> continued() {
    return refresh instanceof Continued continued ? Optional.of(continued) : Optional.empty();
  }
}
