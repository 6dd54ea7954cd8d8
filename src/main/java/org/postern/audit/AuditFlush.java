package org.postern.audit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Flushes the audit buffer every second, and once more when the application stops. */
@ApplicationScoped
public class AuditFlush {

  private static final Logger LOG = Logger.getLogger(AuditFlush.class.getName());

  @Resource private ManagedScheduledExecutorService executor;

  private final AuditBuffer buffer;
  private final AuditWriter writer;
  private ScheduledFuture<?> schedule;

  /** For the proxy only. */
  protected AuditFlush() {
    this(null, null);
  }

  @Inject
  public AuditFlush(AuditBuffer buffer, AuditWriter writer) {
    this.buffer = buffer;
    this.writer = writer;
  }

  // Behind start-up, which makes the tables.
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
    schedule = executor.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  /** Writes what waits. What cannot be written waits for the next time. */
  void flush() {
    AuditBuffer.Batch batch = buffer.take();
    if (batch.isEmpty()) {
      return;
    }
    if (batch.dropped() > 0) {
      LOG.log(
          Level.WARNING,
          "{0} refusals are in the log only: the audit queue was full",
          batch.dropped());
    }
    try {
      writer.write(new AuditBuffer.Batch(batch.rows(), batch.more(), 0));
    } catch (RuntimeException e) {
      buffer.putBack(new AuditBuffer.Batch(batch.rows(), batch.more(), 0));
      LOG.log(
          Level.WARNING, "The audit trail could not be written, trying again: {0}", e.toString());
    }
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(false);
      flush();
    }
  }
}
