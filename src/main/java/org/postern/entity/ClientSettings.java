package org.postern.entity;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
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
 * @param switches the switches that are on
 * @param lifetimes a duration for every {@link TokenLifetime}
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
    Set<ClientSwitch> switches,
    Map<TokenLifetime, Duration> lifetimes) {

  /** The longest lifetime that a setting may have. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(3650);

  /** Sorts and copies the sets. */
  public ClientSettings {
    grants = Set.copyOf(grants);
    scopes = Scope.of(new TreeSet<>(scopes.tokens()));
    defaultScopes = Scope.of(new TreeSet<>(defaultScopes.tokens()));
    userGroups = Collections.unmodifiableSet(new TreeSet<>(userGroups));
    EnumSet<ClientSwitch> on = EnumSet.noneOf(ClientSwitch.class);
    on.addAll(switches);
    switches = Collections.unmodifiableSet(on);
    lifetimes = Collections.unmodifiableMap(new EnumMap<>(lifetimes));
  }

  /** Whether a switch is on. */
  public boolean has(ClientSwitch which) {
    return switches.contains(which);
  }

  /** The duration of this kind. */
  public Duration lifetime(TokenLifetime which) {
    return lifetimes.get(which);
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
    private final Set<ClientSwitch> switches = EnumSet.noneOf(ClientSwitch.class);
    private final Map<TokenLifetime, Duration> lifetimes = new EnumMap<>(TokenLifetime.class);
    private String name = "";
    private String description = "";
    private boolean enabled = true;
    private Set<GrantType> grants = Set.of();
    private Scope scopes = Scope.EMPTY;
    private Scope defaultScopes = Scope.EMPTY;
    private UserAccess userAccess = UserAccess.ASSIGNED;
    private Set<String> userGroups = Set.of();
    private Long ownerId;

    private Builder(ClientType type) {
      this.type = type;
      for (ClientSwitch which : ClientSwitch.values()) {
        set(which, which.isOnByDefault());
      }
      for (TokenLifetime which : TokenLifetime.values()) {
        set(which, which.byDefault());
      }
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
      switches.addAll(from.switches);
      lifetimes.putAll(from.lifetimes);
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

    /** Turns a switch on or off. */
    public final Builder set(ClientSwitch which, boolean on) {
      if (on) {
        switches.add(which);
      } else {
        switches.remove(which);
      }
      return this;
    }

    /** Sets a duration. */
    public final Builder set(TokenLifetime which, Duration value) {
      lifetimes.put(which, value);
      return this;
    }

    /** Builds the settings. The package {@code admin.client} checks whether they are consistent. */
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
          switches,
          lifetimes);
    }
  }
}
