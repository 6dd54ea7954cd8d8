package org.postern.guest;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.postern.oauth.ClientId;
import org.postern.setting.ConfigurationException;
import org.postern.setting.IpAddress;
import org.postern.setting.Settings;

/**
 * The settings of an application whose tokens another Postern server verifies, read and checked
 * once. The keys begin with {@code postern.introspection.}. Each can also be given as an
 * environment variable ({@code POSTERN_INTROSPECTION_ENDPOINT}) or a system property.
 *
 * <p>The bean is an alternative, because Postern itself does not use it. Only the beans.xml of the
 * attached jar selects it. It has no proxy, so the exception for an invalid setting reaches the
 * caller.
 */
@Alternative
@Dependent
public final class IntrospectionConfig {

  /** The longest time for which an answer may be cached. */
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
   * @throws ConfigurationException if a setting is invalid
   */
  public IntrospectionConfig() {
    this(Settings.configured());
  }

  /**
   * Reads the settings from this source.
   *
   * @param source returns the text of a key; empty if it is not set
   * @throws ConfigurationException if a setting is invalid
   */
  public IntrospectionConfig(Function<String, Optional<String>> source) {
    this(new Settings(source));
  }

  /** Reads the settings from these. */
  public IntrospectionConfig(Settings settings) {
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

  // The secret and the tokens are sent to this URL, so TLS is a MUST: RFC 7662 §4.
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
   * issuer followed by {@code /oauth2/introspect}. The setting is required. The URL must be https,
   * unless the host is loopback or {@code postern.introspection.allow-insecure-endpoint} is true.
   */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * {@code postern.introspection.client-id}: the client as which the application asks. The setting
   * is required.
   */
  public ClientId clientId() {
    return clientId;
  }

  /**
   * {@code postern.introspection.client-secret}: the secret of this client. The setting is required
   * and never shown.
   */
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
   * {@code postern.introspection.cache}: how long an answer is cached, up to 5 s. A token may work
   * for this time after its revocation. Default zero, which means no cache.
   */
  public Duration cache() {
    return cache;
  }

  /**
   * {@code postern.introspection.allow-any-audience}: accepts tokens that are meant only for other
   * resource servers. Default false.
   */
  public boolean anyAudienceAllowed() {
    return anyAudienceAllowed;
  }
}
