package org.postern.guest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.bearer.TokenVerifier;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.RefusalReason;

/**
 * Verifies bearer tokens by asking the authorization server, for an application outside Postern.
 *
 * <p>The bean is an alternative, because Postern itself verifies tokens from its database. Only the
 * beans.xml of the attached jar selects it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662 §2</a>
 */
@Alternative
@ApplicationScoped
public class IntrospectingTokenVerifier implements TokenVerifier {

  private static final Logger LOG = Logger.getLogger(IntrospectingTokenVerifier.class.getName());

  private final IntrospectionConfig config;
  private final InstantSource clock;
  private final IntrospectionExchange exchange;
  private final IntrospectionCache cache;
  private final Optional<String> audience;
  private final AtomicBoolean failing = new AtomicBoolean();

  /** For the proxy only. */
  protected IntrospectingTokenVerifier() {
    config = null;
    clock = null;
    exchange = null;
    cache = null;
    audience = Optional.empty();
  }

  @Inject
  public IntrospectingTokenVerifier(IntrospectionConfig config) {
    this(config, InstantSource.system());
  }

  /** For tests, which set the time. */
  IntrospectingTokenVerifier(IntrospectionConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    exchange = new IntrospectionExchange(config);
    cache = new IntrospectionCache(config.cache(), clock);
    audience =
        config.anyAudienceAllowed() ? Optional.empty() : Optional.of(config.clientId().value());
  }

  // Creates the bean at start-up, so that an invalid setting stops the deployment.
  void start(@Observes Startup event) {
    LOG.log(Level.INFO, "Bearer tokens are verified at {0}", config.endpoint());
  }

  @Override
  public Verification verify(String token) {
    Optional<VerifiedToken> known = cache.find(token);
    if (known.isPresent()) {
      return new Verification.Live(known.get());
    }
    Instant asked = clock.instant();
    try {
      Verification verification = IntrospectionResponse.read(exchange.ask(token), audience);
      answered();
      if (verification instanceof Verification.Live live) {
        cache.add(token, live.token(), asked);
      }
      return verification;
    } catch (IntrospectionException e) {
      failed(e);
      return new Verification.Unavailable(e.retryAfter());
    }
  }

  /**
   * Logs the reason at level FINE and returns no reference, because there is no audit trail here.
   */
  @Override
  public String refused(RefusalReason reason, VerifiedToken token, String source) {
    LOG.log(Level.FINE, "Refused a request: {0}", reason.text());
    return "";
  }

  // Log one line when introspection begins to fail and one when it works again, however many
  // requests come between.
  private void failed(IntrospectionException failure) {
    LOG.log(
        failing.getAndSet(true) ? Level.FINE : Level.WARNING,
        "No introspection at {0}, requests with a token get 503: {1}",
        new Object[] {config.endpoint(), failure.getMessage()});
  }

  private void answered() {
    if (failing.get() && failing.getAndSet(false)) {
      LOG.log(Level.INFO, "Introspection at {0} answers again", config.endpoint());
    }
  }
}
