package org.postern.admin.client;

import java.util.Optional;
import java.util.Set;
import org.postern.admin.common.Problems;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientSwitch;
import org.postern.entity.ClientType;
import org.postern.entity.TokenLifetime;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantDescription.PublicClients;
import org.postern.oauth.Scope;

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
    ClientType type =
        change.get(ClientSetting.TYPE).flatMap(ClientRules::type).orElse(ClientType.CONFIDENTIAL);
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
   * @param catalogue the grants of this server
   */
  static ClientSettings apply(
      Problems problems,
      ClientSettings before,
      ClientChange change,
      Optional<Long> ownerId,
      Set<String> knownScopes,
      GrantCatalogue catalogue) {
    change
        .get(ClientSetting.TYPE)
        .filter(text -> !text.equals(before.type().text()))
        .ifPresent(
            text ->
                problems.add("/type", "cannot be changed, the client is " + before.type().text()));
    ClientSettings.Builder to = before.toBuilder();
    ClientSetting.Known known = new ClientSetting.Known(ownerId, knownScopes, catalogue, problems);
    ClientSetting.ALL.forEach(setting -> setting.assign(to, change, known));
    ClientSettings after = to.build();
    check(problems, after, catalogue);
    return after;
  }

  private static void check(Problems problems, ClientSettings settings, GrantCatalogue catalogue) {
    Scope beyond = settings.defaultScopes().filter(token -> !settings.scopes().contains(token));
    if (!beyond.isEmpty()) {
      problems.add("/default_scopes", "must be a part of scopes, but has also " + beyond);
    }
    if (settings.scopes().toString().length() > MAX_SCOPES_LENGTH) {
      problems.add(
          "/scopes", "must have at most " + MAX_SCOPES_LENGTH + " characters in all together");
    }
    if (settings.has(ClientSwitch.ACTS_FOR_OWNER) && settings.ownerId() == null) {
      problems.add("/acts_for_owner", "needs an owner");
    }
    if (settings
            .lifetime(TokenLifetime.REFRESH_TOKEN_MAX)
            .compareTo(settings.lifetime(TokenLifetime.REFRESH_TOKEN))
        < 0) {
      problems.add(
          "/refresh_token_max_lifetime",
          "must not be less than refresh_token_lifetime, "
              + settings.lifetime(TokenLifetime.REFRESH_TOKEN));
    }
    if (settings.type() == ClientType.PUBLIC) {
      checkPublic(problems, settings, catalogue);
    } else if (settings.has(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT)) {
      problems.add("/allow_password_grant_for_public_client", "is for public clients only");
    }
  }

  private static void checkPublic(
      Problems problems, ClientSettings settings, GrantCatalogue catalogue) {
    if (settings.has(ClientSwitch.VOUCHES_FOR_ADDRESSES)) {
      // A public client does not authenticate, so its statements cannot be trusted.
      problems.add("/vouches_for_addresses", "is for confidential clients only");
    }
    boolean switchedOn = settings.has(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT);
    for (GrantDescription grant : catalogue.grants()) {
      if (settings.grants().contains(grant.type()) && !grant.isOpenToPublicClient(switchedOn)) {
        problems.add(
            "/grants",
            "must not have "
                + grant.type()
                + ", the client is public"
                + (grant.publicClients() == PublicClients.WITH_SWITCH
                    ? " (allow_password_grant_for_public_client lifts this)"
                    : ""));
      }
    }
    if (!settings.lifetime(TokenLifetime.REPLAY_WINDOW).isZero()) {
      problems.add("/replay_window", "must be PT0S, the client is public");
    }
    if (!settings.has(ClientSwitch.ROTATE_REFRESH_TOKENS)) {
      // RFC 9700 §2.2.2: refresh tokens of public clients MUST be rotated or bound to the sender.
      problems.add("/rotate_refresh_tokens", "must be true, the client is public");
    }
  }
}
