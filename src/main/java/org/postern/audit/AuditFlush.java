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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.entity.AuditEvent;

/** Flushes the audit buffer every second, and once more when the application stops. */
@ApplicationScoped
public class AuditFlush {

  private static final Logger LOG = Logger.getLogger(AuditFlush.class.getName());

  private static final int MAX_FAILURES = 3;

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

  // Runs after start-up, which creates the tables.
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
    schedule = executor.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  /** Logs and writes everything that waits. Rows that cannot be written wait for the next flush. */
  void flush() {
    buffer.takeLines().forEach(AuditTrail::log);
    AuditBuffer.Batch batch = buffer.take();
    if (batch.isEmpty()) {
      return;
    }
    if (batch.dropped() > 0) {
      LOG.log(
          Level.WARNING,
          "{0} facts are not in the audit trail: its queue was full",
          batch.dropped());
    }
    try {
      writer.write(batch);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING, "The audit trail could not be written, trying again: {0}", e.toString());
      writeOneByOne(batch);
    }
  }

  // The commit may have succeeded although it reported an error, so write only rows that are not
  // there. Write them one by one, so that one bad row does not stop the others. If the first three
  // fail, the database is probably away: keep all for the next flush.
  private void writeOneByOne(AuditBuffer.Batch batch) {
    List<AuditEvent> failed = new ArrayList<>();
    for (int i = 0; i < batch.rows().size(); i++) {
      AuditEvent event = batch.rows().get(i);
      try {
        writer.writeAgain(event);
      } catch (RuntimeException e) {
        failed.add(event);
      }
      if (failed.size() == i + 1 && failed.size() >= MAX_FAILURES) {
        buffer.putBack(new AuditBuffer.Batch(batch.rows(), batch.more(), 0));
        return;
      }
    }
    if (failed.size() == batch.rows().size() && !failed.isEmpty()) {
      buffer.putBack(new AuditBuffer.Batch(batch.rows(), batch.more(), 0));
      return;
    }
    failed.forEach(
        event ->
            LOG.log(Level.SEVERE, "A line of the audit trail was lost: {0}", event.reference()));
    try {
      writer.write(batch.more());
    } catch (RuntimeException e) {
      buffer.putBack(new AuditBuffer.Batch(List.of(), batch.more(), 0));
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
