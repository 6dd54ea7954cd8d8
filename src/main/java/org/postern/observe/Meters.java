package org.postern.observe;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.postern.audit.Fact;
import org.postern.audit.Happening.Issue;
import org.postern.audit.Happening.TokenIntrospected;
import org.postern.audit.Refused;
import org.postern.config.Clock;
import org.postern.job.Purge;
import org.postern.user.HashingQueue;

/**
 * Turns facts of the audit trail into meters: {@code postern.tokens.issued} by kind, {@code
 * postern.refused} by kind and reason, {@code postern.introspections}, and {@code postern.changes}
 * by kind. It also has gauges of the hashing queue and of the purge. The server itself has the
 * figures of the connection pool.
 */
@ApplicationScoped
public class Meters {

  private final List<MeterSink> sinks;
  private final HashingQueue queue;
  private final Purge purge;
  private final Clock clock;

  /** For the proxy only. */
  protected Meters() {
    sinks = List.of();
    queue = null;
    purge = null;
    clock = null;
  }

  @Inject
  public Meters(Instance<MeterSink> sinks, HashingQueue queue, Purge purge, Clock clock) {
    this.sinks = sinks.stream().toList();
    this.queue = queue;
    this.purge = purge;
    this.clock = clock;
  }

  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
    Instant started = clock.now();
    for (MeterSink sink : sinks) {
      sink.gauge("postern.passwords.waiting", queue::waiting);
      sink.gauge("postern.purge.deleted", () -> purge.state().deleted());
      sink.gauge(
          "postern.purge.seconds.since.complete",
          () -> Duration.between(lastComplete(started), clock.now()).toSeconds());
    }
  }

  // A node that has just started is not late, so the time counts from its start.
  private Instant lastComplete(Instant started) {
    Instant complete = purge.state().lastComplete();
    return complete.isAfter(started) ? complete : started;
  }

  // Observes committed facts only, because a change that is rolled back did not happen. Outside a
  // transaction the method is called at once.
  void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) Fact fact) {
    for (MeterSink sink : sinks) {
      count(sink, fact);
    }
  }

  private static void count(MeterSink sink, Fact fact) {
    String kind = fact.kind().text();
    if (fact instanceof Issue) {
      sink.count("postern.tokens.issued", "kind", kind);
    } else if (fact instanceof TokenIntrospected) {
      sink.count("postern.introspections");
    } else if (fact instanceof Refused refused) {
      sink.count("postern.refused", "kind", kind, "reason", refused.refusal().reason().text());
    } else {
      sink.count("postern.changes", "kind", kind);
    }
  }
}
