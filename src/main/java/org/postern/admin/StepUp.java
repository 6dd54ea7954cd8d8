package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
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
    if (!actor.isImporting() && givesMore(before, after)) {
      require(actor);
    }
  }

  private boolean givesMore(ClientSettings before, ClientSettings after) {
    Set<String> rights = rights(after);
    return !rights(before).containsAll(rights)
        || (after.ownerId() != null && !after.ownerId().equals(before.ownerId()))
        || (!rights.isEmpty() && lets(before, after));
  }

  // Whether there are more ways or more users to use what the client may.
  private static boolean lets(ClientSettings before, ClientSettings after) {
    return !before.grants().containsAll(after.grants())
        || after.userAccess().compareTo(before.userAccess()) > 0
        || !before.userGroups().containsAll(after.userGroups())
        || isNew(before.enabled(), after.enabled());
  }

  /** Requires a recent login if the client has a right that counts, for a way to use it. */
  void requireForUseOf(Actor actor, ClientSettings settings) {
    if (!actor.isImporting() && !rights(settings).isEmpty()) {
      require(actor);
    }
  }

  /**
   * The names of the rights of a client that count. Whoever gives one of them and whoever gives a
   * way to use one is asked for a recent login, so both follow from this list.
   */
  private Set<String> rights(ClientSettings settings) {
    Set<String> rights = new HashSet<>();
    add(rights, "may_introspect_all", settings.mayIntrospectAll());
    add(rights, "acts_for_owner", settings.actsForOwner());
    add(rights, "vouches_for_addresses", settings.vouchesForAddresses());
    add(
        rights,
        "allow_password_grant_for_public_client",
        settings.allowPasswordGrantForPublicClient());
    add(rights, "password", settings.grants().contains(GrantType.PASSWORD));
    add(rights, "everyone", settings.userAccess() == UserAccess.EVERYONE);
    if (!settings.scopes().tokens().isEmpty()) {
      scopes.findAll().stream()
          .filter(scope -> settings.scopes().contains(scope.name()))
          .filter(StepUp::isRight)
          .forEach(scope -> rights.add("scope " + scope.name()));
    }
    return rights;
  }

  // A client's own token carries the scope whatever roles users need for it.
  private static boolean isRight(DefinedScope scope) {
    return scope.isBuiltIn() || (scope.isForClients() && !scope.roles().isEmpty());
  }

  private static void add(Set<String> rights, String name, boolean has) {
    if (has) {
      rights.add(name);
    }
  }

  private static boolean isNew(boolean before, boolean after) {
    return after && !before;
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
