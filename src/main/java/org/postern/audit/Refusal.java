package org.postern.audit;

import java.util.Optional;
import org.postern.oauth.ClientId;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

/**
 * A request that was refused or failed. Equal refusals are counted together.
 *
 * @param kind what refused the request
 * @param reason the true reason, which no answer shows
 * @param clientId the registered client of the request; empty if it is not known
 * @param username the registered user of the request; empty if there is none
 * @param source the source of the request; empty if it is not known
 */
public record Refusal(
    FactKind kind,
    RefusalReason reason,
    Optional<ClientId> clientId,
    Optional<String> username,
    Optional<String> source) {

  /** The source of a refusal that stands for refusals from several sources. */
  static final String MANY = "(many)";

  /** A refusal of a request that names neither a registered client nor a registered user. */
  public static Refusal ofAnybody(FactKind kind, RefusalReason reason, String source) {
    return new Refusal(kind, reason, Optional.empty(), Optional.empty(), Optional.of(source));
  }

  /**
   * A refusal that was thrown as an exception.
   *
   * @param source the source of the request, which is used if the exception itself has no source
   */
  public static Refusal of(FactKind kind, OAuthException refusal, String source) {
    return new Refusal(
        kind,
        refusal.reason(),
        refusal.clientId(),
        refusal.username(),
        Optional.of(refusal.source().orElse(source)));
  }

  boolean isAnonymous() {
    return clientId.isEmpty() && username.isEmpty();
  }

  /** The key under which refusals like this one are counted, whatever their source. */
  Refusal ofManySources() {
    return new Refusal(kind, reason, clientId, username, Optional.of(MANY));
  }

  /** The key under which all refusals of this kind and reason are counted. */
  Refusal shared() {
    return ofAnybody(kind, reason, MANY);
  }
}
