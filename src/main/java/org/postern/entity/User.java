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
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A resource owner. The user name is stored in the form of RFC 8265 UsernameCaseMapped, in which it
 * is unique. The subject identifies the user in tokens. It is random, never changes and is never
 * given to another user. The epoch rises when all tokens of the user have to end.
 */
@Entity
@Table(name = "app_user")
@Cacheable
@SequenceGenerator(name = "app_user_seq", sequenceName = "app_user_seq", allocationSize = 1)
@NamedQuery(
    name = "User.idByUsername",
    query = "select u.id from User u where u.username = :username")
@NamedQuery(name = "User.allUsernames", query = "select u.username from User u order by u.id")
@NamedQuery(name = "User.all", query = "select u from User u order by u.id")
@NamedQuery(name = "User.groups", query = "select g from User u join u.groups g where u.id = :id")
@NamedQuery(name = "User.idBySubject", query = "select u.id from User u where u.subject = :subject")
public class User {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_user_seq")
  @Column(name = "id")
  private Long id;

  @Column(name = "subject", nullable = false, updatable = false)
  private String subject;

  @Column(name = "username", nullable = false, updatable = false)
  private String username;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "one_time_password", nullable = false)
  private boolean oneTimePassword;

  @Convert(converter = InstantConverter.class)
  @Column(name = "password_expires")
  private Instant passwordExpires;

  @Column(name = "display_name", nullable = false)
  private String displayName;

  @Column(name = "email", nullable = false)
  private String email;

  @Convert(converter = RolesConverter.class)
  @Column(name = "roles", nullable = false)
  private Set<String> roles;

  @Column(name = "enabled", nullable = false)
  private boolean enabled;

  @Column(name = "locked", nullable = false)
  private boolean locked;

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

  /**
   * The groups of the user when the directory was last asked; empty for a user whose password is in
   * the database.
   */
  @ElementCollection
  @CollectionTable(name = "app_user_group", joinColumns = @JoinColumn(name = "user_id"))
  @Column(name = "group_name", nullable = false)
  private Set<String> groups = new HashSet<>();

  /** For the persistence provider. */
  protected User() {}

  /**
   * Creates an enabled user without a password.
   *
   * @param subject the subject, random, at most 64 characters, not beginning with {@code client:}
   * @param username the user name in its RFC 8265 form, 1 to 255 characters
   */
  public User(String subject, String username, Instant now) {
    this.subject = subject;
    this.username = username;
    this.displayName = "";
    this.email = "";
    this.roles = Set.of();
    this.enabled = true;
    this.epoch = InstantConverter.toMicros(now);
    this.created = now;
    this.updated = now;
    noteSearchText();
  }

  /** Sets the hash of a new password and ends every token of the user. */
  public void changePassword(String hash, Instant now) {
    setPassword(hash, false, null, now);
  }

  /**
   * Sets the hash of a one-time password, which allows only to set another password. This ends
   * every token of the user.
   *
   * @param expires when the password stops working; null for never
   */
  public void setOneTimePassword(String hash, Instant expires, Instant now) {
    setPassword(hash, true, expires, now);
  }

  private void setPassword(String hash, boolean oneTime, Instant expires, Instant now) {
    passwordHash = hash;
    oneTimePassword = oneTime;
    passwordExpires = expires;
    epoch++;
    touch(now);
  }

  /** Stores a hash of the same password with other parameters. This ends no token. */
  public void rehashPassword(String hash, Instant now) {
    passwordHash = hash;
    touch(now);
  }

  /** Replaces the display name, which has 0 to 200 characters. */
  public void changeDisplayName(String newDisplayName, Instant now) {
    displayName = newDisplayName;
    touch(now);
  }

  /** Replaces the e-mail address, which has 0 to 254 characters. */
  public void changeEmail(String newEmail, Instant now) {
    email = newEmail;
    touch(now);
  }

  /** Replaces the roles. */
  public void changeRoles(Set<String> newRoles, Instant now) {
    roles = Set.copyOf(newRoles);
    touch(now);
  }

  /**
   * Stores the groups that the directory has reported. A user who has left a group loses every
   * token, because any token may depend on that group.
   */
  public void changeGroups(Set<String> newGroups, Instant now) {
    if (!newGroups.containsAll(groups)) {
      epoch++;
    }
    groups.retainAll(newGroups);
    groups.addAll(newGroups);
    touch(now);
  }

  /** Enables or disables the user. Disabling ends every token of the user. */
  public void changeEnabled(boolean value, Instant now) {
    if (enabled && !value) {
      epoch++;
    }
    enabled = value;
    touch(now);
  }

  /** Locks or unlocks the user. Locking ends every token of the user. */
  public void changeLocked(boolean value, Instant now) {
    if (!locked && value) {
      epoch++;
    }
    locked = value;
    touch(now);
  }

  /** Ends every token of the user. */
  public void revokeAll(Instant now) {
    epoch++;
    touch(now);
  }

  private void touch(Instant now) {
    updated = now.isAfter(updated) ? now : updated.plusNanos(1000);
    noteSearchText();
  }

  private void noteSearchText() {
    searchText = SearchText.of(username, displayName, email);
    searchTime = updated;
  }

  public Long id() {
    return id;
  }

  public String subject() {
    return subject;
  }

  public String username() {
    return username;
  }

  /** The encoded hash with its parameters; null if there is no password. */
  public String passwordHash() {
    return passwordHash;
  }

  /** Whether the password is a one-time password, which allows only to set another password. */
  public boolean hasOneTimePassword() {
    return oneTimePassword;
  }

  /** When the password stops working; empty for never. */
  public Optional<Instant> passwordExpires() {
    return Optional.ofNullable(passwordExpires);
  }

  public String displayName() {
    return displayName;
  }

  public String email() {
    return email;
  }

  public Set<String> roles() {
    return roles;
  }

  /** The groups that the directory has reported. */
  public Set<String> groups() {
    return Set.copyOf(groups);
  }

  public boolean isEnabled() {
    return enabled;
  }

  public boolean isLocked() {
    return locked;
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
