package org.postern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Logger;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.audit.Happening.TokenEnded;
import org.postern.audit.Happening.TokenIntrospected;
import org.postern.audit.Happening.UserTokenIssued;
import org.postern.config.Clock;
import org.postern.entity.ReferenceId;
import org.postern.oauth.ClientId;
import org.postern.store.AuditStore;

/** Records facts in the audit trail and reports them to observers. */
@ApplicationScoped
public class AuditTrail {

  private static final Logger LOG = Logger.getLogger(AuditTrail.class.getName());

  private final Clock clock;
  private final AuditStore store;
  private final AuditBuffer buffer;
  private final Event<Fact> facts;

  /** For the proxy only. */
  protected AuditTrail() {
    this(null, null, null, null);
  }

  @Inject
  public AuditTrail(Clock clock, AuditStore store, AuditBuffer buffer, Event<Fact> facts) {
    this.facts = facts;
    this.clock = clock;
    this.store = store;
    this.buffer = buffer;
  }

  /** Records a change in the current transaction. */
  public void changed(Author author, Change change) {
    Instant now = clock.now();
    store.add(AuditRows.of(ReferenceId.newId(now), now, author, change));
    facts.fire(change);
    author.collector().accept(change);
  }

  /** Records in the current transaction that a token for a user was issued. */
  public void issued(UserTokenIssued fact) {
    Instant now = clock.now();
    store.add(AuditRows.of(ReferenceId.newId(now), now, fact));
    facts.fire(fact);
  }

  /** Counts a client's own token by client, secret, source and minute. The method never waits. */
  public void issued(ClientTokenIssued fact) {
    buffer.count(fact);
    facts.fire(fact);
  }

  /** Records in the current transaction that a token or a family was ended. */
  public void ended(TokenEnded fact) {
    Instant now = clock.now();
    store.add(AuditRows.of(ReferenceId.newId(now), now, fact));
    facts.fire(fact);
  }

  /** Tells observers of an introspection. Nothing is written. */
  public void introspected(TokenIntrospected fact) {
    facts.fire(fact);
  }

  /**
   * Records a refusal, which is logged and written within a second. The method does not wait for
   * the log. In a flood only registered clients get lines, so waiting would answer them later than
   * unknown ones, and the time would reveal which clients are registered.
   *
   * @return the reference id for the answer
   */
  public String refused(Refusal refusal) {
    AuditBuffer.Noted noted = buffer.note(refusal);
    Refused refused = new Refused(refusal, noted.reference());
    if (noted.isFolded()) {
      // A refusal that is only counted is not logged at INFO, so that a stranger cannot fill the
      // disk.
      LOG.fine(() -> line(refused));
    }
    facts.fire(refused);
    return noted.reference();
  }

  /** Logs a refusal that has a row of its own. */
  static void log(Refused refused) {
    LOG.info(() -> line(refused));
  }

  private static String line(Refused refused) {
    Refusal refusal = refused.refusal();
    return refusal.kind().text()
        + " reason="
        + refusal.reason().text()
        + " client="
        + quoted(refusal.clientId().map(ClientId::value))
        + " source="
        + quoted(refusal.source())
        + " reference="
        + refused.reference();
  }

  // Quote the value. An identifier may contain spaces, quotes and equals signs, and so could look
  // like another field.
  private static String quoted(Optional<String> value) {
    return value
        .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .orElse("-");
  }
}
