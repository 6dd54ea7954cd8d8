package org.postern.admin.scope;

import java.util.List;
import java.util.Optional;

/**
 * A change of a scope. An empty value means no change, or the default for a new scope.
 *
 * @param description the description for people, 0 to 2,000 characters; default none
 * @param audience whose tokens may have the scope: {@code client}, {@code user} or {@code both},
 *     which is the default
 * @param roles the roles of which a user must have one; an empty list, which is the default, means
 *     that no role is needed
 * @param resourceServers the identifiers of the clients to which the scope belongs; default none
 */
public record ScopeChange(
    Optional<String> description,
    Optional<String> audience,
    Optional<List<String>> roles,
    Optional<List<String>> resourceServers) {

  /** Copies the lists. */
  public ScopeChange {
    roles = roles.map(List::copyOf);
    resourceServers = resourceServers.map(List::copyOf);
  }

  /** Returns the change without the resource servers. */
  public ScopeChange withoutResourceServers() {
    return new ScopeChange(description, audience, roles, Optional.empty());
  }

  /** Returns the change of the resource servers only. */
  public ScopeChange onlyResourceServers() {
    return new ScopeChange(Optional.empty(), Optional.empty(), Optional.empty(), resourceServers);
  }
}
