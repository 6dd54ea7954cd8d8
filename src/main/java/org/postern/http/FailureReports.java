package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.audit.AuditTrail;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.ServerError;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

/** Notes and logs what is no refusal but a failure: of the storage, or ours. */
@ApplicationScoped
public class FailureReports {

  /** How long a caller should wait after a storage failure. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Failures of a kind are logged with their stack this often at most. */
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
   * What is told of a failure.
   *
   * @param error for an endpoint of OAuth
   * @param reference of the line of the audit trail, and in the log
   */
  public record Report(OAuthError error, String reference) {

    /** Whether the database failed, so that another try may succeed. */
    public boolean isTemporary() {
      return error instanceof TemporarilyUnavailable;
    }
  }

  /**
   * Notes a failure.
   *
   * @param source where the request came from
   */
  public Report report(Throwable failure, String source) {
    boolean storage = StorageFailures.isStorageFailure(failure);
    OAuthError error = storage ? new TemporarilyUnavailable(false, RETRY_AFTER) : new ServerError();
    RefusalReason reason = storage ? RefusalReason.STORAGE_FAILED : RefusalReason.INTERNAL;
    String reference = audit.refused("request.failed", new OAuthException(error, reason), source);
    Level level =
        !mayLog(storage ? lastStorageFailure : lastFault)
            ? Level.FINE
            : storage ? Level.WARNING : Level.SEVERE;
    LOG.log(level, failure, () -> "Failed, reference " + reference);
    return new Report(error, reference);
  }

  // While the database is away every request ends here, and each stack is the same; and nobody may
  // fill the disk with a fault that was found.
  private static boolean mayLog(AtomicLong lastLogged) {
    long now = System.nanoTime();
    long last = lastLogged.get();
    return (last == 0 || now - last > LOG_PERIOD.toNanos()) && lastLogged.compareAndSet(last, now);
  }
}
