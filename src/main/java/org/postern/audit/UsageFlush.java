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

/**
 * Flushes the usage buffer every {@value #SECONDS} seconds and once more when the application
 * stops. The row of a busy client is therefore not written more often.
 */
@ApplicationScoped
public class UsageFlush {

  /** The largest age of the figures in the database, in seconds. */
  public static final int SECONDS = 5;

  private static final Logger LOG = Logger.getLogger(UsageFlush.class.getName());

  @Resource private ManagedScheduledExecutorService executor;

  private final UsageBuffer buffer;
  private final UsageWriter writer;
  private ScheduledFuture<?> schedule;

  /** For the proxy only. */
  protected UsageFlush() {
    this(null, null);
  }

  @Inject
  public UsageFlush(UsageBuffer buffer, UsageWriter writer) {
    this.buffer = buffer;
    this.writer = writer;
  }

  // Runs after start-up, which creates the tables.
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
    schedule = executor.scheduleWithFixedDelay(this::flush, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Writes the content of the buffer. If that fails, it waits for the next flush. */
  void flush() {
    UsageBuffer.Batch batch = buffer.take();
    if (batch.isEmpty()) {
      return;
    }
    try {
      writer.write(batch);
    } catch (RuntimeException e) {
      buffer.putBack(batch);
      LOG.log(
          Level.WARNING,
          "The use of clients could not be written, trying again: {0}",
          e.toString());
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
