package org.postern.store;

import java.util.Optional;
import org.postern.entity.ClientType;
import org.postern.oauth.GrantType;

/**
 * Which clients a list shows; what is empty asks nothing.
 *
 * @param text a part of identifier, name or description, without regard to case
 * @param ownerId the key of the owner
 * @param within the key of the owner beyond whose clients nothing is shown
 * @param type confidential or public
 * @param enabled whether it is enabled
 * @param grant a grant it is registered for
 * @param scope a scope token it may ask for
 */
public record ClientFilter(
    Optional<String> text,
    Optional<Long> ownerId,
    Optional<Long> within,
    Optional<ClientType> type,
    Optional<Boolean> enabled,
    Optional<GrantType> grant,
    Optional<String> scope) {}
