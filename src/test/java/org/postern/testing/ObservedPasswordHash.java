package org.postern.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.postern.config.PosternConfig;
import org.postern.crypto.PasswordHash;

/** The real hash. Tests can count its checks and delay them. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ObservedPasswordHash extends PasswordHash {

  private static final long MAX_HOLD_SECONDS = 60;

  private final AtomicLong checks = new AtomicLong();
  private volatile CountDownLatch held = new CountDownLatch(0);

  /** For the proxy only. */
  protected ObservedPasswordHash() {}

  @Inject
  public ObservedPasswordHash(PosternConfig config) {
    super(config);
  }

  @Override
  public boolean matches(String password, String encoded) {
    checks.incrementAndGet();
    try {
      if (!held.await(MAX_HOLD_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("held up for too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return super.matches(password, encoded);
  }

  long checks() {
    return checks.get();
  }

  /** From now on, checks begin but do not end until {@link #release}. */
  void hold() {
    held = new CountDownLatch(1);
  }

  void release() {
    held.countDown();
  }
}
