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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.entity.SecretThrottle;

/** Tells the other nodes about failed secrets every second. */
@ApplicationScoped
public class SecretFlush {

  private static final Logger LOG = Logger.getLogger(SecretFlush.class.getName());

  // With the database away each would wait for the pool.
  private static final int MAX_FAILURES = 3;

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

  // Behind start-up, which makes the tables.
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
    schedule = executor.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
  }

  void flush() {
    int failures = 0;
    for (SecretThrottling.Unshared unshared : throttling.takeUnshared()) {
      if (failures >= MAX_FAILURES) {
        throttling.putBack(unshared);
        continue;
      }
      try {
        SecretThrottle shared = counter.add(unshared);
        throttling.learn(unshared.id(), shared.failures(), shared.windowEnds());
      } catch (RuntimeException e) {
        failures++;
        throttling.putBack(unshared);
        LOG.log(
            Level.WARNING, "Failed secrets could not be counted, trying again: {0}", e.toString());
      }
    }
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(false);
    }
  }
}
