package org.postern.admin.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.UserStore;

/** Applies a change to a client's settings and checks the rules that concern several values. */
final class ClientSettingsRules {

  /**
   * The longest text of all scopes together, which is the width of the scope column of access
   * tokens.
   */
  static final int MAX_SCOPES_LENGTH = 8_000;

  private ClientSettingsRules() {}

  /** Returns the initial settings of a new client. */
  static ClientSettings defaults(ClientChange change) {
    ClientType type = change.type().flatMap(ClientRules::type).orElse(ClientType.CONFIDENTIAL);
    return ClientSettings.ofType(type).build();
  }

  /**
   * Returns the settings after a change whose single values were checked before. The result may be
   * used only if there are no problems.
   *
   * @param before the present settings, or the defaults of a new client
   * @param ownerId the key of the owner whom the change names; empty if it names none, or a user
   *     who does not exist, which the caller has already reported
   * @param knownScopes the scopes of the change that exist
   */
  static ClientSettings apply(
      Problems problems,
      ClientSettings before,
      ClientChange change,
      Optional<Long> ownerId,
      Set<String> knownScopes) {
    change
        .type()
        .filter(text -> !text.equals(before.type().text()))
        .ifPresent(
            text ->
                problems.add("/type", "cannot be changed, the client is " + before.type().text()));
    ClientSettings.Builder to = before.toBuilder();
    change.name().ifPresent(to::name);
    change.description().ifPresent(to::description);
    change.enabled().ifPresent(to::enabled);
    change
        .grants()
        .map(list -> list.stream().map(ClientRules::grant).flatMap(Optional::stream).toList())
        .ifPresent(to::grants);
    change.scopes().ifPresent(list -> to.scopes(scopes(problems, "/scopes", list, knownScopes)));
    change
        .defaultScopes()
        .ifPresent(
            list -> to.defaultScopes(scopes(problems, "/default_scopes", list, knownScopes)));
    change.userAccess().flatMap(ClientRules::userAccess).ifPresent(to::userAccess);
    change.userGroups().ifPresent(list -> to.userGroups(Set.copyOf(list)));
    // NO_USER stands for an unknown owner, so that no rule below also reports a missing owner.
    change
        .owner()
        .ifPresent(name -> to.ownerId(name.isEmpty() ? null : ownerId.orElse(UserStore.NO_USER)));
    change.actsForOwner().ifPresent(to::actsForOwner);
    change.allowClientSecretPost().ifPresent(to::allowClientSecretPost);
    change.allowPasswordGrantForPublicClient().ifPresent(to::allowPasswordGrantForPublicClient);
    change.mayIntrospectAll().ifPresent(to::mayIntrospectAll);
    change.vouchesForAddresses().ifPresent(to::vouchesForAddresses);
    change.accessTokenLifetime().ifPresent(to::accessTokenLifetime);
    change.userAccessTokenLifetime().ifPresent(to::userAccessTokenLifetime);
    change.refreshTokenLifetime().ifPresent(to::refreshTokenLifetime);
    change.refreshTokenMaxLifetime().ifPresent(to::refreshTokenMaxLifetime);
    change.replayWindow().ifPresent(to::replayWindow);
    change.rotateRefreshTokens().ifPresent(to::rotateRefreshTokens);
    ClientSettings after = to.build();
    check(problems, after);
    return after;
  }

  private static Scope scopes(
      Problems problems, String pointer, List<String> names, Set<String> knownScopes) {
    List<String> scopes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (knownScopes.contains(names.get(i))) {
        scopes.add(names.get(i));
      } else {
        problems.add(Problem.pointer(pointer, i), "there is no scope '" + names.get(i) + "'");
      }
    }
    return Scope.of(scopes);
  }

  private static void check(Problems problems, ClientSettings settings) {
    Scope beyond = settings.defaultScopes().filter(token -> !settings.scopes().contains(token));
    if (!beyond.isEmpty()) {
      problems.add("/default_scopes", "must be a part of scopes, but has also " + beyond);
    }
    if (settings.scopes().toString().length() > MAX_SCOPES_LENGTH) {
      problems.add(
          "/scopes", "must have at most " + MAX_SCOPES_LENGTH + " characters in all together");
    }
    if (settings.actsForOwner() && settings.ownerId() == null) {
      problems.add("/acts_for_owner", "needs an owner");
    }
    if (settings.refreshTokenMaxLifetime().compareTo(settings.refreshTokenLifetime()) < 0) {
      problems.add(
          "/refresh_token_max_lifetime",
          "must not be less than refresh_token_lifetime, " + settings.refreshTokenLifetime());
    }
    if (settings.type() == ClientType.PUBLIC) {
      checkPublic(problems, settings);
    } else if (settings.allowPasswordGrantForPublicClient()) {
      problems.add("/allow_password_grant_for_public_client", "is for public clients only");
    }
  }

  private static void checkPublic(Problems problems, ClientSettings settings) {
    if (settings.vouchesForAddresses()) {
      // A public client does not authenticate, so its statements cannot be trusted.
      problems.add("/vouches_for_addresses", "is for confidential clients only");
    }
    if (settings.grants().contains(GrantType.CLIENT_CREDENTIALS)) {
      // RFC 6749 §4.4: this grant MUST only be used by confidential clients.
      problems.add("/grants", "must not have client_credentials, the client is public");
    }
    if (settings.grants().contains(GrantType.PASSWORD)
        && !settings.allowPasswordGrantForPublicClient()) {
      problems.add(
          "/grants",
          "must not have password, the client is public"
              + " (allow_password_grant_for_public_client lifts this)");
    }
    if (!settings.replayWindow().isZero()) {
      problems.add("/replay_window", "must be PT0S, the client is public");
    }
    if (!settings.rotateRefreshTokens()) {
      // RFC 9700 §2.2.2: refresh tokens of public clients MUST be rotated or bound to the sender.
      problems.add("/rotate_refresh_tokens", "must be true, the client is public");
    }
  }
}
