package org.postern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.postern.audit.Happening.TokenIntrospected;
import org.postern.config.Clock;
import org.postern.oauth.ClientId;
import org.postern.store.UsageStore.Times;

/**
 * Keeps the times of last use of clients and secrets, and the counts of facts, in memory until they
 * are written. All clients together are counted in periods of {@value #PERIOD_MINUTES} minutes, and
 * each client in periods of an hour. When {@value #MAX_COUNTS} counts wait, further facts are
 * counted only for all clients together.
 */
@ApplicationScoped
public class UsageBuffer {

  /** The period of the counts of all clients together. */
  public static final int PERIOD_MINUTES = 5;

  /** How many counts may wait before single clients are no longer counted. */
  static final int MAX_COUNTS = 50_000;

  private final Clock clock;

  // Guarded by this object's lock. Nothing slow happens while it is held.
  private Batch waiting = new Batch(new HashMap<>(), new HashMap<>(), new HashMap<>());

  /** For the proxy only. */
  protected UsageBuffer() {
    this(null);
  }

  @Inject
  public UsageBuffer(Clock clock) {
    this.clock = clock;
  }

  /**
   * The key of a count.
   *
   * @param begins the beginning of the period
   * @param clientId the identifier of the client; empty for all clients together
   * @param reason the reason of a refusal; empty if the fact is not a refusal
   */
  record Counted(Instant begins, String clientId, String kind, String reason) {}

  /** The content of the buffer: clients by identifier, secrets by the key of their row. */
  record Batch(Map<String, Times> clients, Map<Long, Instant> secrets, Map<Counted, Long> counts) {

    boolean isEmpty() {
      return clients.isEmpty() && secrets.isEmpty() && counts.isEmpty();
    }
  }

  /** Records that a client authenticated, whether or not its request succeeds. */
  public synchronized void authenticated(ClientId clientId) {
    Instant now = clock.now();
    client(clientId.value(), times -> times.withUsed(now));
  }

  /** Records that a client authenticated with this secret. */
  public synchronized void authenticated(ClientId clientId, long secretId) {
    authenticated(clientId);
    waiting.secrets().put(secretId, clock.now());
  }

  private void client(String clientId, UnaryOperator<Times> change) {
    Map<String, Times> clients = waiting.clients();
    clients.put(clientId, change.apply(clients.getOrDefault(clientId, Times.NONE)));
  }

  // Observes committed facts only, because a change that is rolled back did not happen. Outside a
  // transaction the method is called at once.
  synchronized void observe(@Observes(during = TransactionPhase.AFTER_SUCCESS) Fact fact) {
    if (fact instanceof Refused refused) {
      Instant now = clock.now();
      String reason = refused.refusal().reason().text();
      count(now, fact, reason);
      fact.clientId()
          .ifPresent(
              id ->
                  client(id.value(), times -> times.withRefused(now, reason, refused.reference())));
    } else if (fact instanceof Happening.Issue issue) {
      Instant now = clock.now();
      count(now, fact, "");
      client(issue.client().value(), times -> times.withIssued(now));
    } else if (fact instanceof TokenIntrospected) {
      count(clock.now(), fact, "");
    }
  }

  private void count(Instant now, Fact fact, String reason) {
    count(now, Duration.ofMinutes(PERIOD_MINUTES), "", fact.kind(), reason);
    if (fact.clientId().isPresent() && waiting.counts().size() < MAX_COUNTS) {
      count(now, Duration.ofHours(1), fact.clientId().get().value(), fact.kind(), reason);
    }
  }

  private void count(Instant now, Duration period, String clientId, FactKind kind, String reason) {
    Instant begins =
        Instant.ofEpochSecond(now.getEpochSecond() / period.toSeconds() * period.toSeconds());
    waiting.counts().merge(new Counted(begins, clientId, kind.text(), reason), 1L, Long::sum);
  }

  /** Takes the content of the buffer. */
  synchronized Batch take() {
    Batch taken = waiting;
    waiting = new Batch(new HashMap<>(), new HashMap<>(), new HashMap<>());
    return taken;
  }

  /** Puts back a batch that could not be written. */
  synchronized void putBack(Batch failed) {
    failed.clients().forEach((id, times) -> client(id, since -> since.later(times)));
    failed
        .secrets()
        .forEach((id, used) -> waiting.secrets().merge(id, used, (a, b) -> a.isAfter(b) ? a : b));
    failed.counts().forEach((counted, more) -> waiting.counts().merge(counted, more, Long::sum));
  }
}
