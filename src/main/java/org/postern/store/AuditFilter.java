package org.postern.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which lines of the audit trail a list shows; what is empty asks nothing.
 *
 * @param within the key of the owner beyond whose clients nothing is shown
 * @param clientId the client it is about
 * @param username the user it is about, in the RFC 8265 form
 * @param actor who did it, such as {@code user:alice}
 * @param kind what happened
 * @param reason why it was refused
 * @param reference the line's own id
 * @param from the earliest time
 * @param until the time before which it happened
 * @param fromReference a reference that no line of the earliest time or later sorts before
 * @param untilReference a reference that no line before the last time sorts behind
 */
public record AuditFilter(
    Optional<Long> within,
    Optional<String> clientId,
    Optional<String> username,
    Optional<String> actor,
    Optional<String> kind,
    Optional<String> reason,
    Optional<String> reference,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> fromReference,
    Optional<String> untilReference) {}
