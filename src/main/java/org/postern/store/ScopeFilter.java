package org.postern.store;

import java.util.Optional;

/**
 * Which scopes a list shows; what is empty asks nothing.
 *
 * @param text a part of name or description, without regard to case
 * @param forClients whether a client's own token may have it
 * @param forUsers whether a user's token may have it
 * @param builtIn whether it is one of Postern's own
 */
public record ScopeFilter(
    Optional<String> text,
    Optional<Boolean> forClients,
    Optional<Boolean> forUsers,
    Optional<Boolean> builtIn) {}
