package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.postern.config.Clock;
import org.postern.entity.ClientSettings;
import org.postern.entity.DefinedScope;
import org.postern.entity.User;
import org.postern.entity.UserAccess;
import org.postern.oauth.GrantType;
import org.postern.store.ScopeStore;
import org.postern.store.TokenFamilyStore;

/**
 * Requires a recent login before a use case gives rights, shows hashes or ends a last safeguard,
 * because an unlocked screen or a stolen token must not be enough for that.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 §3</a>
 */
@ApplicationScoped
class StepUp {

  private final TokenFamilyStore families;
  private final ScopeStore scopes;
  private final Clock clock;

  /** For the proxy only. */
  protected StepUp() {
    this(null, null, null);
  }

  @Inject
  StepUp(TokenFamilyStore families, ScopeStore scopes, Clock clock) {
    this.families = families;
    this.scopes = scopes;
    this.clock = clock;
  }

  /**
   * Refuses an actor whose login is older than {@link AdministrationException#MAX_LOGIN_AGE}. The
   * login of a refreshed token is the one with which its family began. The steps of an import are
   * not checked, because the import as a whole is.
   *
   * @throws AdministrationException LOGIN_TOO_OLD
   */
  void require(Actor actor) {
    if (!actor.isImporting()) {
      requireEvenForImport(actor);
    }
  }

  /**
   * Refuses an actor whose login is too old, also for an import.
   *
   * @throws AdministrationException LOGIN_TOO_OLD
   */
  void requireEvenForImport(Actor actor) {
    Duration age =
        actor
            .login()
            .map(login -> login.familyId().flatMap(families::findCreated).orElse(login.time()))
            .map(time -> Duration.between(time, clock.now()))
            .orElse(Duration.ZERO);
    if (age.compareTo(AdministrationException.MAX_LOGIN_AGE) > 0) {
      throw AdministrationException.loginTooOld(
          "gives rights, shows hashes or ends a last safeguard, for which the password or secret"
              + " must have been given in the last 5 minutes; get a new token with it");
    }
  }

  /** Requires a recent login if the client may do more after the change than before. */
  void requireForRights(Actor actor, ClientSettings before, ClientSettings after) {
    if (givesMore(before, after)) {
      require(actor);
    }
  }

  private boolean givesMore(ClientSettings before, ClientSettings after) {
    boolean more = !before.grants().containsAll(after.grants());
    boolean wider =
        after.userAccess().compareTo(before.userAccess()) > 0
            || !before.userGroups().containsAll(after.userGroups());
    return isNew(before.mayIntrospectAll(), after.mayIntrospectAll())
        || isNew(before.actsForOwner(), after.actsForOwner())
        || isNew(before.vouchesForAddresses(), after.vouchesForAddresses())
        || isNew(
            before.allowPasswordGrantForPublicClient(), after.allowPasswordGrantForPublicClient())
        || (more && isNew(has(before, GrantType.PASSWORD), has(after, GrantType.PASSWORD)))
        || (wider && after.userAccess() == UserAccess.EVERYONE)
        || (after.ownerId() != null && !after.ownerId().equals(before.ownerId()))
        || givesScope(before, after)
        || (ClientRights.isPrivileged(after)
            && (more || wider || isNew(before.enabled(), after.enabled())));
  }

  private static boolean has(ClientSettings settings, GrantType grantType) {
    return settings.grants().contains(grantType);
  }

  private static boolean isNew(boolean before, boolean after) {
    return after && !before;
  }

  // Tells whether the change gives a built-in scope, or a scope that needs a role for users but
  // none for a client's own token.
  private boolean givesScope(ClientSettings before, ClientSettings after) {
    return !before.scopes().containsAll(after.scopes())
        && scopes.findAll().stream()
            .filter(scope -> after.scopes().contains(scope.name()))
            .filter(scope -> !before.scopes().contains(scope.name()))
            .anyMatch(
                scope -> scope.isBuiltIn() || (scope.isForClients() && !scope.roles().isEmpty()));
  }

  /**
   * Requires a recent login if the scope is available to more users, clients or resource servers
   * after the change than before.
   */
  void requireForRights(Actor actor, DefinedScope before, ScopeDetails after) {
    Audience audience = Audience.of(after.audience()).orElseThrow();
    boolean roles =
        !before.roles().isEmpty()
            && (after.roles().isEmpty() || !before.roles().containsAll(after.roles()));
    // Without resource servers, every server accepts the tokens. A further resource server may
    // introspect them.
    boolean elsewhere =
        !before.resourceServers().isEmpty()
            && (after.resourceServers().isEmpty()
                || !before.resourceServers().containsAll(after.resourceServers()));
    if (roles
        || elsewhere
        || isNew(before.isForClients(), audience.isForClients())
        || isNew(before.isForUsers(), audience.isForUsers())) {
      require(actor);
    }
  }

  /**
   * Requires a recent login if the user has more roles after the change, or can use the roles
   * again.
   */
  void requireForRights(Actor actor, User before, UserChange change) {
    Set<String> roles = change.roles().map(Set::copyOf).orElse(before.roles());
    boolean again =
        (!before.isEnabled() && change.enabled().orElse(false))
            || (before.isLocked() && !change.locked().orElse(true));
    if (!before.roles().containsAll(roles)
        || (again && !Collections.disjoint(roles, Operator.ROLES))) {
      require(actor);
    }
  }
}
