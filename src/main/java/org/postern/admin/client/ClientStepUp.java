package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.StepUp;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientSwitch;
import org.postern.entity.DefinedScope;
import org.postern.entity.UserAccess;
import org.postern.oauth.GrantType;
import org.postern.store.ScopeStore;

/** Decides which changes of a client give rights, for which a recent login is needed. */
@ApplicationScoped
public class ClientStepUp {

  private final StepUp stepUp;
  private final ScopeStore scopes;

  /** For the proxy only. */
  protected ClientStepUp() {
    this(null, null);
  }

  @Inject
  public ClientStepUp(StepUp stepUp, ScopeStore scopes) {
    this.stepUp = stepUp;
    this.scopes = scopes;
  }

  /**
   * Requires a recent login.
   *
   * @throws AdministrationException LOGIN_TOO_OLD
   */
  void require(Actor actor) {
    stepUp.require(actor);
  }

  /** Requires a recent login if the client may do more after the change than before. */
  void requireForRights(Actor actor, ClientSettings before, ClientSettings after) {
    if (!actor.isImporting() && givesMore(before, after)) {
      stepUp.require(actor);
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
        || (after.enabled() && !before.enabled());
  }

  /** Requires a recent login if the client has a right that counts, for a way to use it. */
  void requireForUseOf(Actor actor, ClientSettings settings) {
    if (!actor.isImporting() && !rights(settings).isEmpty()) {
      stepUp.require(actor);
    }
  }

  /**
   * The names of the rights of a client that count. Whoever gives one of them and whoever gives a
   * way to use one is asked for a recent login, so both follow from this list.
   */
  private Set<String> rights(ClientSettings settings) {
    Set<String> rights = new HashSet<>();
    settings.switches().stream()
        .filter(ClientSwitch::isRight)
        .forEach(which -> rights.add(which.text()));
    add(rights, "password", settings.grants().contains(GrantType.PASSWORD));
    add(rights, "everyone", settings.userAccess() == UserAccess.EVERYONE);
    if (!settings.scopes().tokens().isEmpty()) {
      scopes.findAll().stream()
          .filter(scope -> settings.scopes().contains(scope.name()))
          .filter(ClientStepUp::isRight)
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
}
