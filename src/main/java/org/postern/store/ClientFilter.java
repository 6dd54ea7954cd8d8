package org.postern.store;

import java.time.Instant;
import java.util.Optional;
import org.postern.entity.ClientType;
import org.postern.oauth.GrantType;

/**
 * The conditions on a list of clients. An empty value is no condition.
 *
 * @param text a part of identifier, name or description, without regard to case
 * @param ownerId the key of the owner
 * @param within the key of the owner whose clients alone are shown
 * @param type confidential or public
 * @param enabled whether the client is enabled
 * @param grant a grant for which the client is registered
 * @param scope a scope token that the client may request
 * @param weakSecret whether the client has a secret that may have less than 128 bits
 * @param secretForReview whether the client has a secret that is marked for review
 * @param secretBefore a time before which one of the client's secrets was added
 * @param unusedSince a time before which the client was created and since which it has not
 *     authenticated
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
