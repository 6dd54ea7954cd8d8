package org.postern.admin.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A change of a client's settings. An empty value means no change, or the default for a new client.
 * Secrets and assigned users are changed separately.
 *
 * @param type {@code confidential}, which is the default, or {@code public}; can be set only for a
 *     new client
 * @param name 0 to 200 characters; default none
 * @param description 0 to 2,000 characters; default none
 * @param enabled default true; false ends every token of the client
 * @param grants the grant types that the client may use; default none
 * @param scopes the scopes that the client may request; default none
 * @param defaultScopes the scopes that the client gets when it requests none; default none
 * @param userAccess {@code nobody}, {@code assigned}, which is the default, or {@code everyone}
 * @param userGroups the groups of the directory whose members count as assigned; default none
 * @param owner the name of the user who owns the client; an empty text, which is the default, for
 *     none
 * @param actsForOwner whether the client's own tokens act for the owner; default false
 * @param allowClientSecretPost whether the client may authenticate in the body; default true
 * @param allowPasswordGrantForPublicClient whether a public client may use the password grant;
 *     default false
 * @param mayIntrospectAll whether the client may introspect every token; default false
 * @param vouchesForAddresses whether the client may state the address of its users; default false
 * @param accessTokenLifetime the lifetime of the client's own tokens, 1 s to 3,650 days; default
 *     one hour
 * @param userAccessTokenLifetime the lifetime of tokens of users, 1 s to 3,650 days; default one
 *     hour
 * @param refreshTokenLifetime the idle lifetime of a refresh token, 1 s to 3,650 days; default 14
 *     days
 * @param refreshTokenMaxLifetime the absolute lifetime of a token family, from the idle lifetime to
 *     3,650 days; default 90 days
 * @param replayWindow how long a used refresh token may be presented again, 0 to 60 s; default 0
 * @param rotateRefreshTokens whether each use of a refresh token replaces it; default true; only a
 *     confidential client may have false
 * @param secretGrace for a client that loses its owner: how long the secrets that the former owner
 *     may know continue to work, 0 to 3,650 days; default 30 days
 */
public record ClientChange(
    Optional<String> type,
    Optional<String> name,
    Optional<String> description,
    Optional<Boolean> enabled,
    Optional<List<String>> grants,
    Optional<List<String>> scopes,
    Optional<List<String>> defaultScopes,
    Optional<String> userAccess,
    Optional<List<String>> userGroups,
    Optional<String> owner,
    Optional<Boolean> actsForOwner,
    Optional<Boolean> allowClientSecretPost,
    Optional<Boolean> allowPasswordGrantForPublicClient,
    Optional<Boolean> mayIntrospectAll,
    Optional<Boolean> vouchesForAddresses,
    Optional<Duration> accessTokenLifetime,
    Optional<Duration> userAccessTokenLifetime,
    Optional<Duration> refreshTokenLifetime,
    Optional<Duration> refreshTokenMaxLifetime,
    Optional<Duration> replayWindow,
    Optional<Boolean> rotateRefreshTokens,
    Optional<Duration> secretGrace) {

  /** Copies the lists. */
  public ClientChange {
    grants = grants.map(List::copyOf);
    scopes = scopes.map(List::copyOf);
    defaultScopes = defaultScopes.map(List::copyOf);
    userGroups = userGroups.map(List::copyOf);
  }

  /**
   * Returns a copy with the time for which the secrets that a former owner may know continue to
   * work.
   */
  public ClientChange withSecretGrace(Optional<Duration> value) {
    return new ClientChange(
        type,
        name,
        description,
        enabled,
        grants,
        scopes,
        defaultScopes,
        userAccess,
        userGroups,
        owner,
        actsForOwner,
        allowClientSecretPost,
        allowPasswordGrantForPublicClient,
        mayIntrospectAll,
        vouchesForAddresses,
        accessTokenLifetime,
        userAccessTokenLifetime,
        refreshTokenLifetime,
        refreshTokenMaxLifetime,
        replayWindow,
        rotateRefreshTokens,
        value);
  }

  /** Starts an empty change. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a change. Every setter returns the builder. */
  public static final class Builder {
    private Optional<String> type = Optional.empty();
    private Optional<String> name = Optional.empty();
    private Optional<String> description = Optional.empty();
    private Optional<Boolean> enabled = Optional.empty();
    private Optional<List<String>> grants = Optional.empty();
    private Optional<List<String>> scopes = Optional.empty();
    private Optional<List<String>> defaultScopes = Optional.empty();
    private Optional<String> userAccess = Optional.empty();
    private Optional<List<String>> userGroups = Optional.empty();
    private Optional<String> owner = Optional.empty();
    private Optional<Boolean> actsForOwner = Optional.empty();
    private Optional<Boolean> allowClientSecretPost = Optional.empty();
    private Optional<Boolean> allowPasswordGrantForPublicClient = Optional.empty();
    private Optional<Boolean> mayIntrospectAll = Optional.empty();
    private Optional<Boolean> vouchesForAddresses = Optional.empty();
    private Optional<Duration> accessTokenLifetime = Optional.empty();
    private Optional<Duration> userAccessTokenLifetime = Optional.empty();
    private Optional<Duration> refreshTokenLifetime = Optional.empty();
    private Optional<Duration> refreshTokenMaxLifetime = Optional.empty();
    private Optional<Duration> replayWindow = Optional.empty();
    private Optional<Boolean> rotateRefreshTokens = Optional.empty();
    private Optional<Duration> secretGrace = Optional.empty();

    private Builder() {}

    public Builder type(String value) {
      type = Optional.of(value);
      return this;
    }

    public Builder name(String value) {
      name = Optional.of(value);
      return this;
    }

    public Builder description(String value) {
      description = Optional.of(value);
      return this;
    }

    public Builder enabled(boolean value) {
      enabled = Optional.of(value);
      return this;
    }

    public Builder grants(List<String> value) {
      grants = Optional.of(value);
      return this;
    }

    public Builder scopes(List<String> value) {
      scopes = Optional.of(value);
      return this;
    }

    public Builder defaultScopes(List<String> value) {
      defaultScopes = Optional.of(value);
      return this;
    }

    public Builder userAccess(String value) {
      userAccess = Optional.of(value);
      return this;
    }

    public Builder userGroups(List<String> value) {
      userGroups = Optional.of(value);
      return this;
    }

    public Builder owner(String value) {
      owner = Optional.of(value);
      return this;
    }

    public Builder actsForOwner(boolean value) {
      actsForOwner = Optional.of(value);
      return this;
    }

    public Builder allowClientSecretPost(boolean value) {
      allowClientSecretPost = Optional.of(value);
      return this;
    }

    public Builder allowPasswordGrantForPublicClient(boolean value) {
      allowPasswordGrantForPublicClient = Optional.of(value);
      return this;
    }

    public Builder mayIntrospectAll(boolean value) {
      mayIntrospectAll = Optional.of(value);
      return this;
    }

    public Builder vouchesForAddresses(boolean value) {
      vouchesForAddresses = Optional.of(value);
      return this;
    }

    public Builder accessTokenLifetime(Duration value) {
      accessTokenLifetime = Optional.of(value);
      return this;
    }

    public Builder userAccessTokenLifetime(Duration value) {
      userAccessTokenLifetime = Optional.of(value);
      return this;
    }

    public Builder refreshTokenLifetime(Duration value) {
      refreshTokenLifetime = Optional.of(value);
      return this;
    }

    public Builder refreshTokenMaxLifetime(Duration value) {
      refreshTokenMaxLifetime = Optional.of(value);
      return this;
    }

    /** Sets how long the secrets that the former owner may know continue to work. */
    public Builder secretGrace(Duration value) {
      secretGrace = Optional.of(value);
      return this;
    }

    public Builder replayWindow(Duration value) {
      replayWindow = Optional.of(value);
      return this;
    }

    public Builder rotateRefreshTokens(boolean value) {
      rotateRefreshTokens = Optional.of(value);
      return this;
    }

    /** Builds the change. It is checked when it is applied to the client. */
    public ClientChange build() {
      return new ClientChange(
          type,
          name,
          description,
          enabled,
          grants,
          scopes,
          defaultScopes,
          userAccess,
          userGroups,
          owner,
          actsForOwner,
          allowClientSecretPost,
          allowPasswordGrantForPublicClient,
          mayIntrospectAll,
          vouchesForAddresses,
          accessTokenLifetime,
          userAccessTokenLifetime,
          refreshTokenLifetime,
          refreshTokenMaxLifetime,
          replayWindow,
          rotateRefreshTokens,
          secretGrace);
    }
  }
}
