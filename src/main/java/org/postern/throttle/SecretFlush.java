package org.postern.throttle;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.entity.SecretThrottle;

/** Shares the counts of failed secrets with the other nodes every second. */
@ApplicationScoped
public class SecretFlush {

  private static final Logger LOG = Logger.getLogger(SecretFlush.class.getName());

  /** The most counters of one transaction. */
  private static final int BATCH = 500;

  @Resource private ManagedScheduledExecutorService executor;

  private final SecretThrottling throttling;
  private final SecretCounter counter;
  private ScheduledFuture<?> schedule;

  /** For the proxy only. */
  protected SecretFlush() {
    this(null, null);
  }

  @Inject
  public SecretFlush(SecretThrottling throttling, SecretCounter counter) {
    this.throttling = throttling;
    this.counter = counter;
  }

  // Runs after start-up, which creates the tables.
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
    schedule = executor.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  void flush() {
    List<SecretThrottling.Unshared> all = throttling.takeUnshared();
    int done = 0;
    try {
      while (done < all.size()) {
        int end = Math.min(all.size(), done + BATCH);
        for (SecretThrottle shared : counter.add(all.subList(done, end))) {
          throttling.learn(shared.id(), shared.failures(), shared.windowEnds());
        }
        done = end;
      }
    } catch (RuntimeException e) {
      all.subList(done, all.size()).forEach(throttling::putBack);
      LOG.log(
          Level.WARNING, "Failed secrets could not be counted, trying again: {0}", e.toString());
    }
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(false);
    }
  }
}
