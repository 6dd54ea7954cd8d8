package org.postern.audit;

/**
 * A fact as the audit trail notes it, fired as a CDI event. What belongs to a change is fired in
 * its transaction: observe it with {@code TransactionPhase.AFTER_SUCCESS} to hear only of what was
 * committed. What is unknown is null.
 *
 * @param kind what happened, such as {@code token.refused}
 * @param reason the true reason of a refusal
 * @param clientId the registered client it is about
 * @param username the registered user it is about
 * @param source where the request came from
 * @param reference the line in the trail; null for what is only counted there
 */
public record AuditedFact(
    String kind,
    String reason,
    String clientId,
    String username,
    String source,
    String reference) {}
