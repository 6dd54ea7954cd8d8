package org.postern.audit;

import java.util.Optional;
import org.postern.oauth.ClientId;

/**
 * A fact that {@link AuditTrail} records and fires as a CDI event. A change and most happenings are
 * fired inside their transaction, so use {@code TransactionPhase.AFTER_SUCCESS} to observe only
 * committed ones. No fact contains a secret, a password or a token.
 */
public sealed interface Fact permits Change, Happening, Refused {

  /** The kind of the fact. */
  FactKind kind();

  /** The registered client of the fact; empty if there is none or it is not known. */
  default Optional<ClientId> clientId() {
    return Optional.empty();
  }

  /** The registered user of the fact; empty if there is none or the name is not known. */
  default Optional<String> username() {
    return Optional.empty();
  }
}
