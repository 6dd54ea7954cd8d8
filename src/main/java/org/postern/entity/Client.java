package org.postern.entity;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * A registered client. RFC 6749 §2.
 *
 * <p>Every change of the client or one of its secrets raises {@code version}, by which a cached
 * value of the client is recognized as outdated. The epoch rises when the client's tokens have to
 * end. It starts at the time of creation, so that tokens of a deleted client are not valid for a
 * new client with the same identifier.
 */
@Entity
@Table(name = "client")
@Cacheable
@SequenceGenerator(name = "client_seq", sequenceName = "client_seq", allocationSize = 1)
@NamedQuery(
    name = "Client.idByClientId",
    query = "select c.id from Client c where c.clientId = :clientId")
@NamedQuery(
    name = "Client.byClientId",
    query = "select c from Client c where c.clientId = :clientId")
@NamedQuery(name = "Client.allClientIds", query = "select c.clientId from Client c order by c.id")
@NamedQuery(name = "Client.all", query = "select c from Client c order by c.id")
@NamedQuery(
    name = "Client.similar",
    query = "select c.clientId from Client c where c.clientIdForm = :form")
@NamedQuery(
    name = "Client.ofOwner",
    query = "select c.clientId, c.created from Client c where c.ownerId = :ownerId order by c.id")
@NamedQuery(
    name = "Client.ofOwnerByClientId",
    query =
        "select c.clientId, c.created from Client c"
            + " where c.ownerId = :ownerId and c.clientId = :clientId")
@NamedQuery(
    name = "Client.countOfOwner",
    query = "select count(c.id) from Client c where c.ownerId = :ownerId")
@NamedQuery(
    name = "Client.clientIdsOfOwner",
    query = "select c.clientId from Client c where c.ownerId = :ownerId order by c.clientId")
@NamedQuery(
    name = "Client.clientIdsOfScope",
    query =
        "select c.clientId from Client c join c.scopes s where s.scopeName = :name"
            + " order by c.clientId")
@NamedQuery(
    name = "Client.grants",
    query = "select g from Client c join c.grants g where c.id = :id")
// The queries create scopes by their constructor. If a query selected the embeddables themselves,
// EclipseLink 4.0.9 would keep them and fail at the next flush.
@NamedQuery(
    name = "Client.scopes",
    query =
        "select new org.postern.entity.ClientScope(s.scopeName, s.isDefault)"
            + " from Client c join c.scopes s where c.id = :id")
@NamedQuery(
    name = "Client.userGroups",
    query = "select g from Client c join c.userGroups g where c.id = :id")
@NamedQuery(
    name = "Client.grantsOf",
    query = "select c.id, g from Client c join c.grants g where c.id in :ids")
@NamedQuery(
    name = "Client.scopesOf",
    query =
        "select c.id, new org.postern.entity.ClientScope(s.scopeName, s.isDefault)"
            + " from Client c join c.scopes s where c.id in :ids")
@NamedQuery(
    name = "Client.userGroupsOf",
    query = "select c.id, g from Client c join c.userGroups g where c.id in :ids")
@NamedQuery(
    name = "Client.enabledWithGrant",
    query = "select c.id from Client c join c.grants g where g = :grantType and c.enabled = true")
public class Client {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "client_seq")
  @Column(name = "id")
  private Long id;

  @Column(name = "client_id", nullable = false, updatable = false)
  private String clientId;

  // The database computes this column: the identifier in small letters and without spaces.
  @Column(name = "client_id_form", insertable = false, updatable = false)
  private String clientIdForm;

  @Column(name = "name", nullable = false)
  private String name;

  @Column(name = "description", nullable = false)
  private String description;

  @Convert(converter = ClientTypeConverter.class)
  @Column(name = "client_type", nullable = false, updatable = false)
  private ClientType type;

  @Column(name = "enabled", nullable = false)
  private boolean enabled;

  @Convert(converter = UserAccessConverter.class)
  @Column(name = "user_access", nullable = false)
  private UserAccess userAccess;

  @Column(name = "owner_id")
  private Long ownerId;

  @Column(name = "acts_for_owner", nullable = false)
  private boolean actsForOwner;

  @Column(name = "allow_client_secret_post", nullable = false)
  private boolean allowClientSecretPost;

  @Column(name = "allow_password_grant_for_public_client", nullable = false)
  private boolean allowPasswordGrantForPublicClient;

  @Column(name = "may_introspect_all", nullable = false)
  private boolean mayIntrospectAll;

  @Column(name = "vouches_for_addresses", nullable = false)
  private boolean vouchesForAddresses;

  @Convert(converter = DurationConverter.class)
  @Column(name = "access_token_lifetime", nullable = false)
  private Duration accessTokenLifetime;

  @Convert(converter = DurationConverter.class)
  @Column(name = "user_access_token_lifetime", nullable = false)
  private Duration userAccessTokenLifetime;

  @Convert(converter = DurationConverter.class)
  @Column(name = "refresh_token_lifetime", nullable = false)
  private Duration refreshTokenLifetime;

  @Convert(converter = DurationConverter.class)
  @Column(name = "refresh_token_max_lifetime", nullable = false)
  private Duration refreshTokenMaxLifetime;

  @Convert(converter = DurationConverter.class)
  @Column(name = "replay_window", nullable = false)
  private Duration replayWindow;

  @Column(name = "rotate_refresh_tokens", nullable = false)
  private boolean rotateRefreshTokens;

  @Column(name = "epoch", nullable = false)
  private long epoch;

  @Convert(converter = InstantConverter.class)
  @Column(name = "created", nullable = false, updatable = false)
  private Instant created;

  @Convert(converter = InstantConverter.class)
  @Column(name = "updated", nullable = false)
  private Instant updated;

  // The normalized texts for searches, and the value of updated that they belong to. A node of an
  // earlier version changes the row but not these two columns.
  @Column(name = "search_text")
  private String searchText;

  @Convert(converter = InstantConverter.class)
  @Column(name = "search_time")
  private Instant searchTime;

  @Version
  @Column(name = "version", nullable = false)
  private long version;

  @ElementCollection
  @CollectionTable(name = "client_grant", joinColumns = @JoinColumn(name = "client_id"))
  @Convert(converter = GrantTypeConverter.class)
  @Column(name = "grant_type", nullable = false)
  private Set<GrantType> grants = new HashSet<>();

  @ElementCollection
  @CollectionTable(name = "client_scope", joinColumns = @JoinColumn(name = "client_id"))
  private Set<ClientScope> scopes = new HashSet<>();

  @ElementCollection
  @CollectionTable(name = "client_user_group", joinColumns = @JoinColumn(name = "client_id"))
  @Column(name = "group_name", nullable = false)
  private Set<String> userGroups = new HashSet<>();

  /** For the persistence provider. */
  protected Client() {}

  /** Creates a client with these settings. */
  public Client(ClientId clientId, ClientSettings settings, Instant now) {
    this.clientId = clientId.value();
    this.type = settings.type();
    this.epoch = InstantConverter.toMicros(now);
    this.created = now;
    this.updated = now;
    assign(settings);
    noteSearchText();
  }

  /**
   * Replaces the settings. The epoch rises if the client is disabled, if fewer users may use it, if
   * a grant is removed, or if the owner changes or the client begins or stops to act for the owner.
   *
   * @throws IllegalArgumentException if the type differs, which never changes
   */
  public void change(ClientSettings settings, Instant now) {
    if (settings.type() != type) {
      throw new IllegalArgumentException("the type of a client never changes");
    }
    if (endsTokens(settings)) {
      epoch++;
    }
    assign(settings);
    touch(now);
  }

  // End the tokens when a right is removed, so that restoring the right does not revive them.
  private boolean endsTokens(ClientSettings settings) {
    return (enabled && !settings.enabled())
        || settings.userAccess().compareTo(userAccess) < 0
        || !settings.userGroups().containsAll(userGroups)
        || !settings.grants().containsAll(grants)
        || !Objects.equals(ownerId, settings.ownerId())
        || actsForOwner != settings.has(ClientSwitch.ACTS_FOR_OWNER);
  }

  /** Ends every token of the client. */
  public void revokeAll(Instant now) {
    epoch++;
    touch(now);
  }

  /** Marks the client as changed. This is needed for changes in other tables too. */
  public void touch(Instant now) {
    updated = now.isAfter(updated) ? now : updated.plusNanos(1000);
    noteSearchText();
  }

  private void noteSearchText() {
    searchText = SearchText.of(clientId, name, description);
    searchTime = updated;
  }

  private void assign(ClientSettings settings) {
    name = settings.name();
    description = settings.description();
    enabled = settings.enabled();
    userAccess = settings.userAccess();
    ownerId = settings.ownerId();
    actsForOwner = settings.has(ClientSwitch.ACTS_FOR_OWNER);
    allowClientSecretPost = settings.has(ClientSwitch.ALLOW_CLIENT_SECRET_POST);
    allowPasswordGrantForPublicClient =
        settings.has(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT);
    mayIntrospectAll = settings.has(ClientSwitch.MAY_INTROSPECT_ALL);
    vouchesForAddresses = settings.has(ClientSwitch.VOUCHES_FOR_ADDRESSES);
    accessTokenLifetime = settings.lifetime(TokenLifetime.ACCESS_TOKEN);
    userAccessTokenLifetime = settings.lifetime(TokenLifetime.USER_ACCESS_TOKEN);
    refreshTokenLifetime = settings.lifetime(TokenLifetime.REFRESH_TOKEN);
    refreshTokenMaxLifetime = settings.lifetime(TokenLifetime.REFRESH_TOKEN_MAX);
    replayWindow = settings.lifetime(TokenLifetime.REPLAY_WINDOW);
    rotateRefreshTokens = settings.has(ClientSwitch.ROTATE_REFRESH_TOKENS);
    replace(grants, settings.grants());
    replace(
        scopes,
        settings.scopes().tokens().stream()
            .map(token -> new ClientScope(token, settings.defaultScopes().contains(token)))
            .collect(Collectors.toSet()));
    replace(userGroups, settings.userGroups());
  }

  private static <T> void replace(Set<T> current, Set<T> wanted) {
    current.retainAll(wanted);
    current.addAll(wanted);
  }

  /** The settings as one value. This reads all collections of the client. */
  public ClientSettings settings() {
    return settings(grants, scopes, userGroups);
  }

  /** The settings as one value, with collections that the caller has read separately. */
  public ClientSettings settings(
      Set<GrantType> ofGrants, Set<ClientScope> ofScopes, Set<String> ofUserGroups) {
    Set<String> all = new TreeSet<>();
    Set<String> defaults = new TreeSet<>();
    for (ClientScope scope : ofScopes) {
      all.add(scope.scopeName());
      if (scope.isDefault()) {
        defaults.add(scope.scopeName());
      }
    }
    return ClientSettings.ofType(type)
        .name(name)
        .description(description)
        .enabled(enabled)
        .grants(ofGrants)
        .scopes(Scope.of(all))
        .defaultScopes(Scope.of(defaults))
        .userAccess(userAccess)
        .userGroups(ofUserGroups)
        .ownerId(ownerId)
        .set(ClientSwitch.ACTS_FOR_OWNER, actsForOwner)
        .set(ClientSwitch.ALLOW_CLIENT_SECRET_POST, allowClientSecretPost)
        .set(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT, allowPasswordGrantForPublicClient)
        .set(ClientSwitch.MAY_INTROSPECT_ALL, mayIntrospectAll)
        .set(ClientSwitch.VOUCHES_FOR_ADDRESSES, vouchesForAddresses)
        .set(ClientSwitch.ROTATE_REFRESH_TOKENS, rotateRefreshTokens)
        .set(TokenLifetime.ACCESS_TOKEN, accessTokenLifetime)
        .set(TokenLifetime.USER_ACCESS_TOKEN, userAccessTokenLifetime)
        .set(TokenLifetime.REFRESH_TOKEN, refreshTokenLifetime)
        .set(TokenLifetime.REFRESH_TOKEN_MAX, refreshTokenMaxLifetime)
        .set(TokenLifetime.REPLAY_WINDOW, replayWindow)
        .build();
  }

  /** The key of the row; null before it is stored. */
  public Long id() {
    return id;
  }

  public ClientId clientId() {
    return new ClientId(clientId);
  }

  public ClientType type() {
    return type;
  }

  /** The key of the user who owns the client; empty for none. */
  public Optional<Long> ownerId() {
    return Optional.ofNullable(ownerId);
  }

  /** The name for people; may be empty. */
  public String name() {
    return name;
  }

  /** Whether the client may get and use tokens. */
  public boolean isEnabled() {
    return enabled;
  }

  public long epoch() {
    return epoch;
  }

  public long version() {
    return version;
  }

  public Instant created() {
    return created;
  }

  public Instant updated() {
    return updated;
  }
}
