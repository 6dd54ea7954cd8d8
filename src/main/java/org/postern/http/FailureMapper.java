package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
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
import org.postern.oauth.RequestAttributes;

/**
 * Everything that is no refusal: a failure of the storage is 503 with {@code Retry-After}, what
 * JAX-RS itself refuses keeps its status without a body, the rest is our fault: 500 with no detail
 * outside and the stack in the log.
 */
@Provider
@ApplicationScoped
public class FailureMapper implements ExceptionMapper<Throwable> {

  /** How long a caller should wait after a storage failure. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Storage failures are logged with their stack this often at most. */
  private static final Duration LOG_PERIOD = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(FailureMapper.class.getName());

  private final AtomicLong lastLogged = new AtomicLong();

  @Inject private AuditTrail audit;

  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException refusal
        && refusal.getResponse().getStatus() < 500) {
      return withoutBody(refusal.getResponse());
    }
    boolean storage = StorageFailures.isStorageFailure(failure);
    OAuthError error = storage ? new TemporarilyUnavailable(false, RETRY_AFTER) : new ServerError();
    RefusalReason reason = storage ? RefusalReason.STORAGE_FAILED : RefusalReason.INTERNAL;
    String reference =
        audit.refused(
            "request.failed",
            new OAuthException(error, reason),
            String.valueOf(request.getAttribute(RequestAttributes.SOURCE)));
    if (storage && !mayLogStorageFailure()) {
      LOG.log(Level.FINE, failure, () -> "Failed, reference " + reference);
      return OAuthResponses.of(error, reference);
    }
    LOG.log(
        storage ? Level.WARNING : Level.SEVERE, failure, () -> "Failed, reference " + reference);
    return OAuthResponses.of(error, reference);
  }

  // While the database is away every request ends here, and each stack is the same.
  private boolean mayLogStorageFailure() {
    long now = System.nanoTime();
    long last = lastLogged.get();
    return (last == 0 || now - last > LOG_PERIOD.toNanos()) && lastLogged.compareAndSet(last, now);
  }

  private static Response withoutBody(Response response) {
    Response.ResponseBuilder bare = Response.status(response.getStatus());
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? bare : bare.header(HttpHeaders.ALLOW, allow)).build();
  }
}
