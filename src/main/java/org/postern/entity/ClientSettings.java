package org.postern.entity;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * All settings of a client as one immutable value. They come from the tables {@code client}, {@code
 * client_grant}, {@code client_scope} and {@code client_user_group}.
 *
 * @param name the name for people, 0 to 200 characters
 * @param description the description for people, 0 to 2,000 characters
 * @param type confidential or public, which never changes after creation
 * @param enabled whether the client may authenticate and its tokens are live
 * @param grants the grants that the client may use; empty means none
 * @param scopes the scope tokens that the client may request, sorted; empty means none
 * @param defaultScopes the scope that the client gets when it requests none; a part of {@code
 *     scopes}
 * @param userAccess which users may use the client
 * @param userGroups the groups of the directory whose members count as assigned
 * @param ownerId the key of the user who owns the client; null for none
 * @param actsForOwner whether the client's own tokens act for the owner
 * @param allowClientSecretPost whether the client may authenticate in the body
 * @param allowPasswordGrantForPublicClient whether a public client may use the password grant
 * @param mayIntrospectAll whether the client may introspect access tokens of other clients that are
 *     not meant for it
 * @param vouchesForAddresses whether the client may state the address of its users
 * @param accessTokenLifetime the lifetime of the client's own tokens, at least one second
 * @param userAccessTokenLifetime the lifetime of tokens of users, at least one second
 * @param refreshTokenLifetime the idle lifetime of a refresh token, at least one second
 * @param refreshTokenMaxLifetime the absolute lifetime of a token family, at least the idle
 *     lifetime
 * @param replayWindow how long a used refresh token may be presented again, 0 to 60 seconds
 * @param rotateRefreshTokens whether each use of a refresh token replaces it; always true for a
 *     public client
 */
public record ClientSettings(
    String name,
    String description,
    ClientType type,
    boolean enabled,
    Set<GrantType> grants,
    Scope scopes,
    Scope defaultScopes,
    UserAccess userAccess,
    Set<String> userGroups,
    Long ownerId,
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

  /** The longest replay window. */
  public static final Duration MAX_REPLAY_WINDOW = Duration.ofSeconds(60);

  /** The longest lifetime that a setting may have. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(3650);

  /** Sorts and copies the sets. */
  public ClientSettings {
    grants = Set.copyOf(grants);
    scopes = Scope.of(new TreeSet<>(scopes.tokens()));
    defaultScopes = Scope.of(new TreeSet<>(defaultScopes.tokens()));
    userGroups = Collections.unmodifiableSet(new TreeSet<>(userGroups));
  }

  /**
   * Starts from the defaults of a new client of this type, which has no grant, no scope and no
   * user.
   */
  public static Builder ofType(ClientType type) {
    return new Builder(type);
  }

  /** Starts from these settings. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects settings. Every setter returns the builder. */
  public static final class Builder {
    private final ClientType type;
    private String name = "";
    private String description = "";
    private boolean enabled = true;
    private Set<GrantType> grants = Set.of();
    private Scope scopes = Scope.EMPTY;
    private Scope defaultScopes = Scope.EMPTY;
    private UserAccess userAccess = UserAccess.ASSIGNED;
    private Set<String> userGroups = Set.of();
    private Long ownerId;
    private boolean actsForOwner;
    private boolean allowClientSecretPost = true;
    private boolean allowPasswordGrantForPublicClient;
    private boolean mayIntrospectAll;
    private boolean vouchesForAddresses;
    private Duration accessTokenLifetime = Duration.ofHours(1);
    private Duration userAccessTokenLifetime = Duration.ofHours(1);
    private Duration refreshTokenLifetime = Duration.ofDays(14);
    private Duration refreshTokenMaxLifetime = Duration.ofDays(90);
    private Duration replayWindow = Duration.ZERO;
    private boolean rotateRefreshTokens = true;

    private Builder(ClientType type) {
      this.type = type;
    }

    private Builder(ClientSettings from) {
      type = from.type;
      name = from.name;
      description = from.description;
      enabled = from.enabled;
      grants = from.grants;
      scopes = from.scopes;
      defaultScopes = from.defaultScopes;
      userAccess = from.userAccess;
      userGroups = from.userGroups;
      ownerId = from.ownerId;
      actsForOwner = from.actsForOwner;
      allowClientSecretPost = from.allowClientSecretPost;
      allowPasswordGrantForPublicClient = from.allowPasswordGrantForPublicClient;
      mayIntrospectAll = from.mayIntrospectAll;
      vouchesForAddresses = from.vouchesForAddresses;
      accessTokenLifetime = from.accessTokenLifetime;
      userAccessTokenLifetime = from.userAccessTokenLifetime;
      refreshTokenLifetime = from.refreshTokenLifetime;
      refreshTokenMaxLifetime = from.refreshTokenMaxLifetime;
      replayWindow = from.replayWindow;
      rotateRefreshTokens = from.rotateRefreshTokens;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder description(String value) {
      description = value;
      return this;
    }

    public Builder enabled(boolean value) {
      enabled = value;
      return this;
    }

    public Builder grants(Collection<GrantType> value) {
      grants = Set.copyOf(value);
      return this;
    }

    public Builder scopes(Scope value) {
      scopes = value;
      return this;
    }

    public Builder defaultScopes(Scope value) {
      defaultScopes = value;
      return this;
    }

    public Builder userAccess(UserAccess value) {
      userAccess = value;
      return this;
    }

    public Builder userGroups(Collection<String> value) {
      userGroups = Set.copyOf(value);
      return this;
    }

    /** Sets the key of the owner; null for no owner. */
    public Builder ownerId(Long value) {
      ownerId = value;
      return this;
    }

    public Builder actsForOwner(boolean value) {
      actsForOwner = value;
      return this;
    }

    public Builder allowClientSecretPost(boolean value) {
      allowClientSecretPost = value;
      return this;
    }

    public Builder allowPasswordGrantForPublicClient(boolean value) {
      allowPasswordGrantForPublicClient = value;
      return this;
    }

    public Builder mayIntrospectAll(boolean value) {
      mayIntrospectAll = value;
      return this;
    }

    public Builder vouchesForAddresses(boolean value) {
      vouchesForAddresses = value;
      return this;
    }

    public Builder accessTokenLifetime(Duration value) {
      accessTokenLifetime = value;
      return this;
    }

    public Builder userAccessTokenLifetime(Duration value) {
      userAccessTokenLifetime = value;
      return this;
    }

    public Builder refreshTokenLifetime(Duration value) {
      refreshTokenLifetime = value;
      return this;
    }

    public Builder refreshTokenMaxLifetime(Duration value) {
      refreshTokenMaxLifetime = value;
      return this;
    }

    public Builder replayWindow(Duration value) {
      replayWindow = value;
      return this;
    }

    public Builder rotateRefreshTokens(boolean value) {
      rotateRefreshTokens = value;
      return this;
    }

    /** Builds the settings. The package {@code admin} checks whether they are consistent. */
    public ClientSettings build() {
      return new ClientSettings(
          name,
          description,
          type,
          enabled,
          grants,
          scopes,
          defaultScopes,
          userAccess,
          userGroups,
          ownerId,
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
          rotateRefreshTokens);
    }
  }
}
