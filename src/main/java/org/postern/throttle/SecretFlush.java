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
    for (SecretThrottling.Unshared unshared : throttling.takeUnshared()) {
      try {
        SecretThrottle shared = counter.add(unshared);
        throttling.learn(unshared.id(), shared.failures(), shared.windowEnds());
      } catch (RuntimeException e) {
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
