package org.postern.admin;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postern.entity.ClientSettings;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * A client as administrators see it, without secrets and assigned users. Lists are sorted.
 *
 * @param clientId its identifier
 * @param type {@code confidential} or {@code public}
 * @param name empty for none
 * @param description empty for none
 * @param enabled whether it may authenticate and its tokens live
 * @param grants the grant types it may use
 * @param scopes what it may ask for
 * @param defaultScopes what it gets when it asks for none
 * @param userAccess {@code nobody}, {@code assigned} or {@code everyone}
 * @param userGroups groups of the directory whose members count as assigned
 * @param owner the user name of the owner; empty for none
 * @param actsForOwner whether its own tokens speak for the owner
 * @param allowClientSecretPost whether it may authenticate in the body
 * @param allowPasswordGrantForPublicClient whether it may, being public, use the password grant
 * @param mayIntrospectAll whether it may introspect every token
 * @param vouchesForAddresses whether its word on the address of its callers is taken
 * @param accessTokenLifetime of its own tokens
 * @param userAccessTokenLifetime of tokens with a user
 * @param refreshTokenLifetime how long a refresh token may lie idle
 * @param refreshTokenMaxLifetime how long a token family lives at most
 * @param replayWindow how long a used refresh token may be repeated
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

  static ClientDetails of(ClientId clientId, ClientSettings settings, Optional<String> owner) {
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

  /** The form of the import. */
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
