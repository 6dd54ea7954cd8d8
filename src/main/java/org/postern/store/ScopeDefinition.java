package org.postern.store;

import java.util.List;
import java.util.Set;

/**
 * A scope as the request paths see it, of one version of its row.
 *
 * @param name the scope token
 * @param forClients whether a client's own token may have the scope
 * @param forUsers whether a user's token may have the scope
 * @param roles the roles of which a user must have one; empty means that no role is needed
 * @param builtIn whether the scope is one of Postern's own
 * @param resourceServers the client identifiers that become the token's {@code aud}, sorted
 */
public record ScopeDefinition(
    String name,
    boolean forClients,
    boolean forUsers,
    Set<String> roles,
    boolean builtIn,
    List<String> resourceServers) {}
