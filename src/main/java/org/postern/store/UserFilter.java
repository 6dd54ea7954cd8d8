package org.postern.store;

import java.util.Optional;

/**
 * Which users a list shows; what is empty asks nothing.
 *
 * @param text a part of user name, display name or e-mail, without regard to case
 * @param enabled whether the user is enabled
 * @param locked whether the user is locked
 * @param clientId the key of a client that the user is assigned to
 */
public record UserFilter(
    Optional<String> text,
    Optional<Boolean> enabled,
    Optional<Boolean> locked,
    Optional<Long> clientId) {}
