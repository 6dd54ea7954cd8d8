package org.postern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.postern.config.Clock;
import org.postern.entity.AuditEvent;
import org.postern.entity.ReferenceId;
import org.postern.oauth.ClientId;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.store.AuditStore;

/**
 * Records facts in the audit trail and reports them to observers. No argument may contain a secret,
 * a password or a token.
 */
@ApplicationScoped
public class AuditTrail {

  /** A client's own token was issued. These are counted and not written one by one. */
  public static final String CLIENT_TOKEN_ISSUED = "client_token.issued";

  /** A token was issued for a user. */
  public static final String USER_TOKEN_ISSUED = "user_token.issued";

  /** A family was refreshed. */
  public static final String TOKEN_REFRESHED = "token.refreshed";

  /** A token was introspected. Observers are told, but nothing is written. */
  public static final String TOKEN_INTROSPECTED = "token.introspected";

  /** An access token was revoked. */
  public static final String TOKEN_REVOKED = "token.revoked";

  /** A family was revoked. */
  public static final String FAMILY_REVOKED = "family.revoked";

  private static final ThreadLocal<List<AuditEvent>> RECORDED = new ThreadLocal<>();

  private static final Logger LOG = Logger.getLogger(AuditTrail.class.getName());

  private final Clock clock;
  private final AuditStore store;
  private final AuditBuffer buffer;
  private final Event<AuditedFact> facts;

  /** For the proxy only. */
  protected AuditTrail() {
    this(null, null, null, null);
  }

  @Inject
  public AuditTrail(Clock clock, AuditStore store, AuditBuffer buffer, Event<AuditedFact> facts) {
    this.facts = facts;
    this.clock = clock;
    this.store = store;
    this.buffer = buffer;
  }

  /**
   * Records a change in the current transaction.
   *
   * @param kind what happened, such as {@code client.created}
   * @param actor who made the change
   * @param source the address from which the change came; null for the server itself
   * @param clientId the client that was changed; null for none
   * @param username the user who was changed; null for none
   * @param detail the values before and after, with secrets masked, at most 20,000 characters; null
   *     for none
   */
  public void changed(
      String kind, String actor, String source, String clientId, String username, String detail) {
    write(kind, actor, clientId, username, source, detail);
  }

  /**
   * Records an issue, a refresh or a revocation in the current transaction. Unknown parts are null.
   */
  public void happened(
      String kind, ClientId client, String username, String source, String detail) {
    write(kind, null, client.value(), username, source, detail);
  }

  /**
   * Runs the work in this thread and returns the lines that it wrote, in their order.
   *
   * @param work the work, which must not call this method again
   */
  public List<AuditEvent> recording(Runnable work) {
    List<AuditEvent> lines = new ArrayList<>();
    RECORDED.set(lines);
    try {
      work.run();
      return lines;
    } finally {
      RECORDED.remove();
    }
  }

  private void write(
      String kind, String actor, String clientId, String username, String source, String detail) {
    Instant now = clock.now();
    String reference = ReferenceId.newId(now);
    AuditEvent line =
        new AuditEvent(reference, now, kind, null, actor, clientId, username, source, detail, 1);
    store.add(line);
    Optional.ofNullable(RECORDED.get()).ifPresent(lines -> lines.add(line));
    facts.fire(new AuditedFact(kind, null, clientId, username, source, reference));
  }

  /** Counts a client's own token by client, secret, source and minute. The method never waits. */
  public void issuedToClient(ClientId client, String secretLabel, String source) {
    buffer.count(
        new AuditBuffer.Fact(CLIENT_TOKEN_ISSUED, null, client.value(), null, source, secretLabel));
    facts.fire(new AuditedFact(CLIENT_TOKEN_ISSUED, null, client.value(), null, source, null));
  }

  /** Tells observers of an introspection. Nothing is written. */
  public void introspected(ClientId caller, String source) {
    facts.fire(new AuditedFact(TOKEN_INTROSPECTED, null, caller.value(), null, source, null));
  }

  /**
   * Records a refusal, which is logged and written within a second. The method never waits, not
   * even for the log. In a flood, unknown clients get no line of their own; if registered ones
   * waited for the log, the time of the answer would reveal which clients are registered.
   *
   * @param kind the kind of the refusal, such as {@code token.refused}
   * @param clientId the registered client of the request; null if it is not known
   * @param username the registered user of the request; null if there is none
   * @return the reference id for the answer
   */
  public String refused(
      String kind, RefusalReason reason, String clientId, String username, String source) {
    AuditBuffer.Fact fact =
        new AuditBuffer.Fact(kind, reason.text(), clientId, username, source, null);
    AuditBuffer.Noted noted = buffer.note(fact);
    if (noted.isFolded()) {
      // A refusal that is only counted is not logged at INFO, so that a stranger cannot fill the
      // disk.
      LOG.fine(() -> line(kind, reason.text(), clientId, source, noted.reference()));
    }
    facts.fire(new AuditedFact(kind, reason.text(), clientId, username, source, noted.reference()));
    return noted.reference();
  }

  /** Logs a refusal that has a row of its own. */
  static void log(AuditEvent row) {
    LOG.info(
        () ->
            line(
                row.kind(),
                row.reason().orElse(null),
                row.clientId().orElse(null),
                row.source().orElse(null),
                row.reference()));
  }

  private static String line(
      String kind, String reason, String clientId, String source, String reference) {
    return kind
        + " reason="
        + reason
        + " client="
        + quoted(clientId)
        + " source="
        + quoted(source)
        + " reference="
        + reference;
  }

  // Quote the value. An identifier may contain spaces, quotes and equals signs, and so could look
  // like another field.
  private static String quoted(String value) {
    return value == null ? "-" : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Records a refusal that was thrown as an exception.
   *
   * @param source the source of the request, which is used if the refusal itself has no source
   */
  public String refused(String kind, OAuthException refusal, String source) {
    return refused(
        kind,
        refusal.reason(),
        refusal.clientId().orElse(null),
        refusal.username().orElse(null),
        refusal.source().orElse(source));
  }
}
