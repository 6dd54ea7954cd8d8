package org.postern.config;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.postern.oauth.ClientId;

/**
 * The settings of an application that is guarded by a Postern elsewhere, read and checked once. The
 * keys begin with {@code postern.introspection.}; each can also be given as an environment variable
 * ({@code POSTERN_INTROSPECTION_ENDPOINT}) or a system property.
 *
 * <p>An alternative, because Postern itself has no use for it: only the beans.xml of the attached
 * jar selects it. Without a proxy, so that a bad setting is told as it is.
 */
@Alternative
@Dependent
public final class IntrospectionConfig {

  /** The longest time for which an answer may be used again. */
  public static final Duration MAX_CACHE = Duration.ofSeconds(5);

  private static final String ENDPOINT = "postern.introspection.endpoint";
  private static final String CLIENT_ID = "postern.introspection.client-id";
  private static final String CLIENT_SECRET = "postern.introspection.client-secret";

  private static final String MISSING = "(missing)";

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

  private final URI endpoint;
  private final ClientId clientId;
  private final String clientSecret;
  private final Duration connectTimeout;
  private final Duration timeout;
  private final Duration cache;
  private final boolean anyAudienceAllowed;

  /**
   * Reads the settings of the application.
   *
   * @throws ConfigurationException if one of them cannot be used
   */
  public IntrospectionConfig() {
    this(Settings.configured());
  }

  /**
   * Reads the settings from anywhere.
   *
   * @throws ConfigurationException if one of them cannot be used
   */
  public IntrospectionConfig(Function<String, Optional<String>> source) {
    this(new Settings(source));
  }

  private IntrospectionConfig(Settings settings) {
    endpoint =
        endpoint(
            settings.text(ENDPOINT).orElse(MISSING),
            settings.bool("postern.introspection.allow-insecure-endpoint", false));
    clientId = clientId(settings.text(CLIENT_ID).orElse(""));
    clientSecret =
        settings
            .secret(CLIENT_SECRET)
            .orElseThrow(
                () -> new ConfigurationException(CLIENT_SECRET, MISSING, "the client's secret"));
    connectTimeout =
        settings.duration(
            "postern.introspection.connect-timeout", TIMEOUT, MIN_TIMEOUT, MAX_TIMEOUT);
    timeout = settings.duration("postern.introspection.timeout", TIMEOUT, MIN_TIMEOUT, MAX_TIMEOUT);
    cache =
        settings.duration("postern.introspection.cache", Duration.ZERO, Duration.ZERO, MAX_CACHE);
    anyAudienceAllowed = settings.bool("postern.introspection.allow-any-audience", false);
  }

  // The secret and the tokens go there, so TLS is a MUST: RFC 7662 §4.
  private static URI endpoint(String text, boolean insecure) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || uri.getRawUserInfo() != null
          || !(scheme.equals("https") || scheme.equals("http"))) {
        throw new ConfigurationException(
            ENDPOINT, text, "an https URL without user, query and fragment");
      }
      if (scheme.equals("http") && !insecure && !IpAddress.isLoopbackHost(uri.getHost())) {
        throw new ConfigurationException(
            ENDPOINT,
            text,
            "https unless the host is loopback"
                + " (postern.introspection.allow-insecure-endpoint=true lifts this)");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new ConfigurationException(ENDPOINT, text, "an https URL");
    }
  }

  private static ClientId clientId(String text) {
    if (!ClientId.isValid(text)) {
      throw new ConfigurationException(
          CLIENT_ID,
          text.isEmpty() ? MISSING : text,
          "1 to " + ClientId.MAX_LENGTH + " printable ASCII characters");
    }
    return new ClientId(text);
  }

  /**
   * {@code postern.introspection.endpoint}: the URL of the introspection endpoint, which is the
   * issuer and {@code /oauth2/introspect}. Has to be given; https, unless the host is loopback or
   * {@code postern.introspection.allow-insecure-endpoint} is true.
   */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * {@code postern.introspection.client-id}: the client as which the application asks. Has to be
   * given.
   */
  public ClientId clientId() {
    return clientId;
  }

  /** {@code postern.introspection.client-secret}: its secret. Has to be given; never shown. */
  public String clientSecret() {
    return clientSecret;
  }

  /**
   * {@code postern.introspection.connect-timeout}: how long to wait for a connection, 100 ms to 30
   * s. Default 2 s.
   */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * {@code postern.introspection.timeout}: how long a request waits for the whole answer,
   * connecting included, 100 ms to 30 s. Default 2 s.
   */
  public Duration timeout() {
    return timeout;
  }

  /**
   * {@code postern.introspection.cache}: for how long an answer is used again, up to 5 s; a token
   * may outlive its revocation by as much. Default zero, which is not at all.
   */
  public Duration cache() {
    return cache;
  }

  /**
   * {@code postern.introspection.allow-any-audience}: lets tokens in whose audience is others only.
   * Default false.
   */
  public boolean anyAudienceAllowed() {
    return anyAudienceAllowed;
  }
}
