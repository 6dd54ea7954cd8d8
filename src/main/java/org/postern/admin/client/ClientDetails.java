package org.postern.admin.client;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.JsonForms;
import org.postern.entity.ClientSettings;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * A client as administrators see it, without secrets and assigned users. Lists are sorted.
 *
 * @param clientId the identifier
 * @param type {@code confidential} or {@code public}
 * @param name the name; empty for none
 * @param description the description; empty for none
 * @param enabled whether the client may authenticate and its tokens are live
 * @param grants the grant types that the client may use
 * @param scopes the scope that the client may request
 * @param defaultScopes the scope that the client gets when it requests none
 * @param userAccess {@code nobody}, {@code assigned} or {@code everyone}
 * @param userGroups the groups of the directory whose members count as assigned
 * @param owner the user name of the owner; empty for none
 * @param actsForOwner whether the client's own tokens act for the owner
 * @param allowClientSecretPost whether the client may authenticate in the body
 * @param allowPasswordGrantForPublicClient whether a public client may use the password grant
 * @param mayIntrospectAll whether the client may introspect every token
 * @param vouchesForAddresses whether the client may state the address of its users
 * @param accessTokenLifetime the lifetime of the client's own tokens
 * @param userAccessTokenLifetime the lifetime of tokens of users
 * @param refreshTokenLifetime the idle lifetime of a refresh token
 * @param refreshTokenMaxLifetime the absolute lifetime of a token family
 * @param replayWindow how long a used refresh token may be presented again
 * @param rotateRefreshTokens whether each use of a refresh token replaces it
 */
public record ClientDetails(
    ClientId clientId,
    String type,
    String name,
    String description,
    boolean enabled,
    List<GrantType> grants,
    Scope scopes,
    Scope defaultScopes,
    String userAccess,
    List<String> userGroups,
    Optional<String> owner,
    boolean actsForOwner,
    boolean allowClientSecretPost,
    boolean allowPasswordGrantForPublicClient,
    boolean mayIntrospectAll,
    boolean vouchesForAddresses,
    Duration accessTokenLifetime,
    Duration userAccessTokenLifetime,
    Duration refreshTokenLifetime,
    Duration refreshTokenMaxLifetime,
    Duration replayWindow,
    boolean rotateRefreshTokens) {

  /** Copies the lists. */
  public ClientDetails {
    grants = List.copyOf(grants);
    userGroups = List.copyOf(userGroups);
  }

  public static ClientDetails of(
      ClientId clientId, ClientSettings settings, Optional<String> owner) {
    return new ClientDetails(
        clientId,
        settings.type().text(),
        settings.name(),
        settings.description(),
        settings.enabled(),
        settings.grants().stream().map(GrantType::value).sorted().map(GrantType::new).toList(),
        settings.scopes(),
        settings.defaultScopes(),
        settings.userAccess().text(),
        List.copyOf(settings.userGroups()),
        owner,
        settings.actsForOwner(),
        settings.allowClientSecretPost(),
        settings.allowPasswordGrantForPublicClient(),
        settings.mayIntrospectAll(),
        settings.vouchesForAddresses(),
        settings.accessTokenLifetime(),
        settings.userAccessTokenLifetime(),
        settings.refreshTokenLifetime(),
        settings.refreshTokenMaxLifetime(),
        settings.replayWindow(),
        settings.rotateRefreshTokens());
  }

  /** The form of the import file. */
  public JsonObject toJson() {
    return JsonForms.JSON
        .createObjectBuilder()
        .add("client_id", clientId.value())
        .add("type", type)
        .add("name", name)
        .add("description", description)
        .add("enabled", enabled)
        .add(
            "grants",
            JsonForms.JSON.createArrayBuilder(grants.stream().map(GrantType::value).toList()))
        .add("scopes", JsonForms.JSON.createArrayBuilder(scopes.tokens()))
        .add("default_scopes", JsonForms.JSON.createArrayBuilder(defaultScopes.tokens()))
        .add("user_access", userAccess)
        .add("user_groups", JsonForms.JSON.createArrayBuilder(userGroups))
        .add("owner", owner.orElse(""))
        .add("acts_for_owner", actsForOwner)
        .add("allow_client_secret_post", allowClientSecretPost)
        .add("allow_password_grant_for_public_client", allowPasswordGrantForPublicClient)
        .add("may_introspect_all", mayIntrospectAll)
        .add("vouches_for_addresses", vouchesForAddresses)
        .add("access_token_lifetime", accessTokenLifetime.toString())
        .add("user_access_token_lifetime", userAccessTokenLifetime.toString())
        .add("refresh_token_lifetime", refreshTokenLifetime.toString())
        .add("refresh_token_max_lifetime", refreshTokenMaxLifetime.toString())
        .add("replay_window", replayWindow.toString())
        .add("rotate_refresh_tokens", rotateRefreshTokens)
        .build();
  }
}
