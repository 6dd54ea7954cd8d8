package org.postern.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The conditions on a list of the audit trail. An empty value is no condition.
 *
 * @param within the key of the owner whose clients alone are shown
 * @param clientId the client of the line
 * @param username the user of the line, in the RFC 8265 form
 * @param actor who acted, such as {@code user:alice}
 * @param kind what happened
 * @param reason the reason of a refusal
 * @param reference the id of the line
 * @param from the earliest time
 * @param until the time before which the line was written
 * @param fromReference the smallest reference that a line of the earliest time can have
 * @param untilReference a reference that is larger than that of every line before {@code until}
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
    Optional<String> untilReference) {

  /** Returns this filter for lines from this reference on only. */
  AuditFilter from(String least) {
    return withReferences(Optional.of(least), untilReference);
  }

  /** Returns this filter for lines before this reference only. */
  AuditFilter before(String end) {
    return withReferences(fromReference, Optional.of(end));
  }

  private AuditFilter withReferences(Optional<String> least, Optional<String> end) {
    return new AuditFilter(
        within, clientId, username, actor, kind, reason, reference, from, until, least, end);
  }
}
