package org.postern.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be set on a client. Empty means as it is, or the default for a new one. Secrets and
 * assigned users are apart.
 *
 * @param type {@code confidential}, which is the default, or {@code public}; only a new client has
 *     the choice
 * @param name 0 to 200 characters; default none
 * @param description 0 to 2,000 characters; default none
 * @param enabled default true; false ends every token of the client
 * @param grants the grant types it may use; default none
 * @param scopes the scopes it may ask for; default none
 * @param defaultScopes what it gets when it asks for none; default none
 * @param userAccess {@code nobody}, {@code assigned}, which is the default, or {@code everyone}
 * @param userGroups groups of the directory whose members count as assigned; default none
 * @param owner the name of the user who owns it; an empty text, the default, for none
 * @param actsForOwner whether its own tokens speak for the owner; default false
 * @param allowClientSecretPost whether it may authenticate in the body; default true
 * @param allowPasswordGrantForPublicClient whether it may, being public, use the password grant;
 *     default false
 * @param mayIntrospectAll whether it may introspect every token; default false
 * @param vouchesForAddresses whether its word on the address of its callers is taken; default false
 * @param accessTokenLifetime of its own tokens, 1 s to 3,650 days; default one hour
 * @param userAccessTokenLifetime of tokens with a user, 1 s to 3,650 days; default one hour
 * @param refreshTokenLifetime how long a refresh token may lie idle, 1 s to 3,650 days; default 14
 *     days
 * @param refreshTokenMaxLifetime how long a token family lives at most, from the idle lifetime to
 *     3,650 days; default 90 days
 * @param replayWindow how long a used refresh token may be repeated, 0 to 60 s; default 0
 * @param rotateRefreshTokens whether each use of a refresh token replaces it; default true, and
 *     false for confidential clients only
 * @param secretGrace for a client that gets another owner or none: how long the secrets that the
 *     former owner may know go on working, 0 to 3,650 days; default 30 days
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

  /** Also says how long the secrets that a former owner may know go on working. */
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

  /** Collects a change; what is not called stays empty. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a change; every method returns the builder. */
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

    /** Sets how long the secrets that the former owner may know go on working. */
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

    /** The change; whether it fits the client is checked when it is applied. */
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
