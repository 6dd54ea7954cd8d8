package org.postern.admin;

import java.util.List;
import java.util.Optional;

/**
 * What is to be set on a scope. Empty means as it is, or the default for a new one.
 *
 * @param description for people, 0 to 2,000 characters; default none
 * @param audience {@code client}, {@code user} or {@code both}, which is the default: whose tokens
 *     may have it
 * @param roles of which a user must have one; none, the default, means no role is needed
 * @param resourceServers the identifiers of the clients that the scope belongs to; default none
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

  /** The same without the resource servers. */
  ScopeChange withoutResourceServers() {
    return new ScopeChange(description, audience, roles, Optional.empty());
  }

  /** Nothing but the resource servers. */
  ScopeChange onlyResourceServers() {
    return new ScopeChange(Optional.empty(), Optional.empty(), Optional.empty(), resourceServers);
  }
}
