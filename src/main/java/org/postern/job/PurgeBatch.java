package org.postern.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import org.postern.store.PurgeStore;
import org.postern.store.PurgeStore.Expiring;

/** The short transactions of the purge. */
@ApplicationScoped
public class PurgeBatch {

  private final PurgeStore store;

  /** For the proxy only. */
  protected PurgeBatch() {
    this(null);
  }

  @Inject
  public PurgeBatch(PurgeStore store) {
    this.store = store;
  }

  @Transactional
  boolean takeLease(String holder, Instant now, Duration length) {
    // A lease that ends later than this is taken over, because the clock was wrong. Nodes whose
    // clocks differ by less than the length of a lease do not take leases from each other.
    Instant until = now.plus(length);
    return store.takeLease(holder, now, until, until.plus(length));
  }

  @Transactional
  int delete(Expiring what, Instant before, int limit) {
    return store.delete(what, before, limit);
  }
}
