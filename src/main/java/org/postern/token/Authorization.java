package org.postern.token;

import java.util.Optional;
import org.postern.crypto.TokenValue;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.Assignment;
import org.postern.store.RegisteredClient;
import org.postern.store.TokenFamilyStore.InFamily;
import org.postern.store.UserAccount;

/**
 * What a grant decided: who may get a token, and the most it may allow. The gate, the scope and the
 * issue are the shared steps that follow.
 *
 * @param holding who, by which grant, under which epochs; its scope is the most that may be asked
 *     for
 * @param defaultScope what is given when no scope is asked for
 * @param refresh whether a refresh token comes with it, and from where
 */
public record Authorization(Holding holding, Scope defaultScope, Refresh refresh) {

  /** Where a refresh token comes from. */
  public sealed interface Refresh {}

  /** There is none. */
  public record NoRefresh() implements Refresh {}

  /** A new family begins. */
  public record NewFamily() implements Refresh {}

  /**
   * A family goes on.
   *
   * @param presented the refresh token that was presented
   * @param found its row and the family's, as they were when they were looked up
   */
  public record Continued(TokenValue presented, InFamily found) implements Refresh {}

  /**
   * A client's own token: never with a refresh token. RFC 6749 §4.4.3.
   *
   * @param ownerEpoch the epoch of the owner that it speaks for; 0 if it speaks for itself
   */
  public static Authorization ofClient(
      RegisteredClient client, GrantType grantType, long ownerEpoch) {
    return of(client, grantType, null, new Epochs(client.epoch(), ownerEpoch, 0), new NoRefresh());
  }

  /**
   * A token with a user, whose account and assignment are as they were before the user was checked.
   * A refresh token comes with it if the client may use that grant.
   */
  public static Authorization ofUser(
      RegisteredClient client, GrantType grantType, UserAccount user, Assignment assignment) {
    return of(
        client,
        grantType,
        user.id(),
        new Epochs(client.epoch(), user.epoch(), assignment.epoch()),
        client.allows(GrantType.REFRESH_TOKEN) ? new NewFamily() : new NoRefresh());
  }

  /** A token that is good for nothing but setting another password; none comes after it. */
  public static Authorization toChangePassword(
      RegisteredClient client, GrantType grantType, UserAccount user, Assignment assignment) {
    Scope scope = Scope.of(Scope.PASSWORD_CHANGE);
    Holding holding = ofUser(client, grantType, user, assignment).holding().withScope(scope);
    return new Authorization(holding, scope, new NoRefresh());
  }

  /** A token of a family that goes on, under the family's epochs and scope. RFC 6749 §6. */
  public static Authorization ofFamily(InFamily found, TokenValue presented) {
    Holding holding = found.family().holding();
    return new Authorization(holding, holding.scope(), new Continued(presented, found));
  }

  private static Authorization of(
      RegisteredClient client, GrantType grantType, Long userId, Epochs epochs, Refresh refresh) {
    return new Authorization(
        new Holding(client.id(), userId, grantType, client.settings().scopes(), epochs),
        client.settings().defaultScopes(),
        refresh);
  }

  /** The family that goes on; empty where none does. */
  public Optional<Continued> continued() {
    return refresh instanceof Continued continued ? Optional.of(continued) : Optional.empty();
  }
}
