package org.postern.audit;

/**
 * A fact of the audit trail, fired as a CDI event. A change is fired inside its transaction, so use
 * {@code TransactionPhase.AFTER_SUCCESS} to observe only committed changes. Unknown parts are null.
 *
 * @param kind what happened, such as {@code token.refused}
 * @param reason the true reason of a refusal; null if the fact is not a refusal
 * @param clientId the registered client
 * @param username the registered user
 * @param source the source of the request
 * @param reference the reference of the line in the audit trail; null for a fact that is only
 *     counted
 */
public record AuditedFact(
    String kind,
    String reason,
    String clientId,
    String username,
    String source,
    String reference) {}
