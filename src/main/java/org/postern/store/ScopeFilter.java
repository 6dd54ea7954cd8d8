package org.postern.store;

import java.util.Optional;

/**
 * The conditions on a list of scopes. An empty value is no condition.
 *
 * @param text a part of name or description, without regard to case
 * @param forClients whether a client's own token may have the scope
 * @param forUsers whether a user's token may have the scope
 * @param builtIn whether the scope is one of Postern's own
 */
public record ScopeFilter(
    Optional<String> text,
    Optional<Boolean> forClients,
    Optional<Boolean> forUsers,
    Optional<Boolean> builtIn) {}
