package org.postern.entity;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A scope token that this server knows. It is for clients, users or both. It names the roles of
 * which a user must have one, and the resource servers to which it belongs.
 */
@Entity
@Table(name = "scope")
@Cacheable
@NamedQuery(
    name = "DefinedScope.resourceServers",
    query = "select r from DefinedScope s join s.resourceServers r where s.name = :name")
@NamedQuery(
    name = "DefinedScope.namesOfResourceServer",
    query = "select s.name from DefinedScope s join s.resourceServers r where r = :clientId")
@NamedQuery(name = "DefinedScope.allNames", query = "select s.name from DefinedScope s")
@NamedQuery(name = "DefinedScope.all", query = "select s from DefinedScope s order by s.name")
public class DefinedScope {

  @Id
  @Column(name = "name")
  private String name;

  @Column(name = "description", nullable = false)
  private String description;

  @Column(name = "for_clients", nullable = false)
  private boolean forClients;

  @Column(name = "for_users", nullable = false)
  private boolean forUsers;

  @Convert(converter = RolesConverter.class)
  @Column(name = "roles", nullable = false)
  private Set<String> roles;

  @Column(name = "built_in", nullable = false, updatable = false)
  private boolean builtIn;

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

  /** The client identifiers of the resource servers. */
  @ElementCollection
  @CollectionTable(name = "scope_resource", joinColumns = @JoinColumn(name = "scope_name"))
  @Column(name = "client_id", nullable = false)
  private Set<String> resourceServers = new HashSet<>();

  /** For the persistence provider. */
  protected DefinedScope() {}

  /** Creates a scope for clients and users, without roles and resource servers. */
  public DefinedScope(String name, Instant now) {
    this.name = name;
    this.description = "";
    this.forClients = true;
    this.forUsers = true;
    this.roles = Set.of();
    this.updated = now;
    noteSearchText();
  }

  /** Replaces the description, which has 0 to 2,000 characters. */
  public void changeDescription(String newDescription, Instant now) {
    description = newDescription;
    touch(now);
  }

  /** Sets whose tokens may have the scope. At least one of the two must be true. */
  public void changeAudience(boolean newForClients, boolean newForUsers, Instant now) {
    forClients = newForClients;
    forUsers = newForUsers;
    touch(now);
  }

  /** Replaces the roles of which a user must have one. */
  public void changeRoles(Set<String> newRoles, Instant now) {
    roles = Set.copyOf(newRoles);
    touch(now);
  }

  /** Replaces the client identifiers of the resource servers. */
  public void changeResourceServers(Set<String> newResourceServers, Instant now) {
    resourceServers.retainAll(newResourceServers);
    resourceServers.addAll(newResourceServers);
    touch(now);
  }

  private void touch(Instant now) {
    updated = now.isAfter(updated) ? now : updated.plusNanos(1000);
    noteSearchText();
  }

  private void noteSearchText() {
    searchText = SearchText.of(name, description);
    searchTime = updated;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public boolean isForClients() {
    return forClients;
  }

  public boolean isForUsers() {
    return forUsers;
  }

  /** The roles of which a user must have one; empty means that no role is needed. */
  public Set<String> roles() {
    return roles;
  }

  public boolean isBuiltIn() {
    return builtIn;
  }

  /** The client identifiers of the resource servers; empty means none. */
  public Set<String> resourceServers() {
    return Set.copyOf(resourceServers);
  }

  public Instant updated() {
    return updated;
  }

  public long version() {
    return version;
  }
}
