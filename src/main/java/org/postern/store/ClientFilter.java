package org.postern.store;

import java.time.Instant;
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
 * @param weakSecret whether it has a secret that may have under 128 bits
 * @param secretForReview whether it has a secret that is marked for review
 * @param secretBefore it has a secret that was added before this time
 * @param unusedSince it is older than this time and has not authenticated since
 */
public record ClientFilter(
    Optional<String> text,
    Optional<Long> ownerId,
    Optional<Long> within,
    Optional<ClientType> type,
    Optional<Boolean> enabled,
    Optional<GrantType> grant,
    Optional<String> scope,
    Optional<Boolean> weakSecret,
    Optional<Boolean> secretForReview,
    Optional<Instant> secretBefore,
    Optional<Instant> unusedSince) {}
