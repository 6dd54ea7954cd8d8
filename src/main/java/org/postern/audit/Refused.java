package org.postern.audit;

import java.util.Optional;
import org.postern.oauth.ClientId;

/**
 * The fact that a request was refused.
 *
 * @param reference the reference of the line in the audit trail, which the answer contains
 */
public record Refused(Refusal refusal, String reference) implements Fact {

  @Override
  public FactKind kind() {
    return refusal.kind();
  }

  @Override
  public Optional<ClientId> clientId() {
    return refusal.clientId();
  }

  @Override
  public Optional<String> username() {
    return refusal.username();
  }
}
