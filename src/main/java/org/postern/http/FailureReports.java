package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.audit.AuditTrail;
import org.postern.audit.FactKind;
import org.postern.audit.Refusal;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.ServerError;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.RefusalReason;

/** Records and logs failures, which are storage failures or faults of Postern. */
@ApplicationScoped
public class FailureReports {

  /** How long a caller should wait after a storage failure. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** The shortest time between two stacks in the log for failures of one kind. */
  private static final Duration LOG_PERIOD = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(FailureReports.class.getName());

  private final AtomicLong lastStorageFailure = new AtomicLong();
  private final AtomicLong lastFault = new AtomicLong();
  private final AuditTrail audit;

  /** For the proxy only. */
  protected FailureReports() {
    this(null);
  }

  @Inject
  public FailureReports(AuditTrail audit) {
    this.audit = audit;
  }

  /**
   * What the caller may know of a failure.
   *
   * @param error the answer for an OAuth endpoint
   * @param reference the reference of the line in the audit trail and in the log
   */
  public record Report(OAuthError error, String reference) {

    /** Tells whether the storage failed, so that another try may succeed. */
    public boolean isTemporary() {
      return error instanceof TemporarilyUnavailable;
    }
  }

  /**
   * Records a failure.
   *
   * @param source the source of the request
   */
  public Report report(Throwable failure, String source) {
    boolean storage = StorageFailures.isStorageFailure(failure);
    OAuthError error = storage ? new TemporarilyUnavailable(false, RETRY_AFTER) : new ServerError();
    RefusalReason reason = storage ? RefusalReason.STORAGE_FAILED : RefusalReason.INTERNAL;
    String reference = audit.refused(Refusal.ofAnybody(FactKind.REQUEST_FAILED, reason, source));
    Level level =
        !beginPeriod(storage ? lastStorageFailure : lastFault)
            ? Level.FINE
            : storage ? Level.WARNING : Level.SEVERE;
    LOG.log(level, failure, () -> "Failed, reference " + reference);
    return new Report(error, reference);
  }

  // Log few stacks. While the database does not answer, every request fails with the same stack.
  // And a caller who has found a fault must not be able to fill the disk. Returns false if the
  // present period has begun with another failure.
  private static boolean beginPeriod(AtomicLong lastLogged) {
    long now = System.nanoTime();
    long last = lastLogged.get();
    return (last == 0 || now - last > LOG_PERIOD.toNanos()) && lastLogged.compareAndSet(last, now);
  }
}
