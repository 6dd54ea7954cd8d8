package org.postern.store;

import java.util.Optional;

/**
 * The conditions on a list of users. An empty value is no condition.
 *
 * @param text a part of user name, display name or e-mail, without regard to case
 * @param enabled whether the user is enabled
 * @param locked whether the user is locked
 * @param clientId the key of a client to which the user is assigned
 */
public record UserFilter(
    Optional<String> text,
    Optional<Boolean> enabled,
    Optional<Boolean> locked,
    Optional<Long> clientId) {}
