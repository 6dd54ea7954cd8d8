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
 * Where every fact worth remembering is told. No argument may hold a secret, a password or a token.
 */
@ApplicationScoped
public class AuditTrail {

  /** A client's own token was issued; counted, not written one by one. */
  public static final String CLIENT_TOKEN_ISSUED = "client_token.issued";

  /** A token with a user was issued. */
  public static final String USER_TOKEN_ISSUED = "user_token.issued";

  /** A family was refreshed. */
  public static final String TOKEN_REFRESHED = "token.refreshed";

  /** A token was introspected; told to observers, not kept. */
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
   * Writes a change in the current transaction.
   *
   * @param kind what happened, such as {@code client.created}
   * @param actor who did it
   * @param source the address that the change came from; null for the server itself
   * @param clientId the client it is about; null for none
   * @param username the user it is about; null for none
   * @param detail before and after, secrets masked, at most 20,000 characters; null for none
   */
  public void changed(
      String kind, String actor, String source, String clientId, String username, String detail) {
    write(kind, actor, clientId, username, source, detail);
  }

  /** Writes an issue, refresh or revocation in the current transaction. Unknown parts are null. */
  public void happened(
      String kind, ClientId client, String username, String source, String detail) {
    write(kind, null, client.value(), username, source, detail);
  }

  /**
   * Runs something in this thread and returns the lines that it wrote, in their order.
   *
   * @param work which must not call this again
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

  /** Counts a client's own token by client, secret, source and minute. Never waits. */
  public void issuedToClient(ClientId client, String secretLabel, String source) {
    buffer.count(
        new AuditBuffer.Fact(CLIENT_TOKEN_ISSUED, null, client.value(), null, source, secretLabel));
    facts.fire(new AuditedFact(CLIENT_TOKEN_ISSUED, null, client.value(), null, source, null));
  }

  /** Tells observers of an introspection; nothing is kept of it. */
  public void introspected(ClientId caller, String source) {
    facts.fire(new AuditedFact(TOKEN_INTROSPECTED, null, caller.value(), null, source, null));
  }

  /**
   * Notes a refusal, which is logged and written within a second. Never waits, not for the log
   * either: a line for a registered client, and none for an unknown one in a flood of them, would
   * tell by the time of the answer which is which.
   *
   * @param kind where it happened, such as {@code token.refused}
   * @param clientId the registered client it is about; null while unknown
   * @param username the registered user it is about; null for none
   * @return the reference id for the answer
   */
  public String refused(
      String kind, RefusalReason reason, String clientId, String username, String source) {
    AuditBuffer.Fact fact =
        new AuditBuffer.Fact(kind, reason.text(), clientId, username, source, null);
    AuditBuffer.Noted noted = buffer.note(fact);
    if (noted.isFolded()) {
      // What is folded into a count is not logged again: a stranger cannot fill the disk.
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

  // An identifier may hold spaces, quotes and equals signs, and so text that looks like a field.
  private static String quoted(String value) {
    return value == null ? "-" : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Notes a refusal that is an exception.
   *
   * @param source where the request comes from, unless the refusal knows better
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
