package org.postern.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Configs;
import org.postern.oauth.ClientId;
import org.postern.setting.ConfigurationException;

class IntrospectionConfigTest {

  private static final String PREFIX = "postern.introspection.";
  private static final String ENDPOINT = "https://login.example/postern/oauth2/introspect";
  private static final String SECRET = "S3cret-of-reports";

  private static IntrospectionConfig with(String name, String value) {
    return Configs.introspection(
        PREFIX + "endpoint",
        ENDPOINT,
        PREFIX + "client-id",
        "reports",
        PREFIX + "client-secret",
        SECRET,
        PREFIX + name,
        value);
  }

  @Test
  void hasADefaultForWhatNeedNotBeGiven() {
    IntrospectionConfig config = with("endpoint", ENDPOINT);

    assertEquals(URI.create(ENDPOINT), config.endpoint());
    assertEquals(new ClientId("reports"), config.clientId());
    assertEquals(SECRET, config.clientSecret());
    assertEquals(Duration.ofSeconds(2), config.connectTimeout());
    assertEquals(Duration.ofSeconds(2), config.timeout());
    assertEquals(Duration.ZERO, config.cache());
    assertFalse(config.anyAudienceAllowed());
  }

  @Test
  void readsEverySetting() {
    assertEquals(Duration.ofMillis(100), with("connect-timeout", "PT0.1S").connectTimeout());
    assertEquals(Duration.ofSeconds(30), with("timeout", "PT30S").timeout());
    assertEquals(IntrospectionConfig.MAX_CACHE, with("cache", "PT5S").cache());
    assertTrue(with("allow-any-audience", "true").anyAudienceAllowed());
  }

  static Stream<Arguments> loopback() {
    return Stream.of(
        Arguments.of("a name", "http://localhost:8080/postern/oauth2/introspect"),
        Arguments.of("IPv4", "http://127.0.0.1:8080/postern/oauth2/introspect"),
        Arguments.of("IPv6", "http://[::1]:8080/postern/oauth2/introspect"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("loopback")
  void takesHttpOnThisMachine(String name, String endpoint) {
    assertEquals(URI.create(endpoint), with("endpoint", endpoint).endpoint());
  }

  @Test
  void takesHttpElsewhereWhereItIsAllowed() {
    IntrospectionConfig config =
        Configs.introspection(
            PREFIX + "endpoint",
            "http://intranet/introspect",
            PREFIX + "client-id",
            "reports",
            PREFIX + "client-secret",
            SECRET,
            PREFIX + "allow-insecure-endpoint",
            "true");

    assertEquals(URI.create("http://intranet/introspect"), config.endpoint());
  }

  static Stream<Arguments> refusals() {
    String url = "an https URL without user, query and fragment";
    String timeout = "an ISO 8601 duration from PT0.1S to PT30S";
    return Stream.of(
        Arguments.of("no endpoint", "endpoint", " ", "(missing)", url),
        Arguments.of("no URL", "endpoint", "not a URL", "not a URL", "an https URL"),
        Arguments.of("another scheme", "endpoint", "ftp://a.example", "ftp://a.example", url),
        Arguments.of("a path alone", "endpoint", "/introspect", "/introspect", url),
        Arguments.of("a query", "endpoint", "https://a.example?b", "https://a.example?b", url),
        Arguments.of("a fragment", "endpoint", "https://a.example#b", "https://a.example#b", url),
        Arguments.of("a user", "endpoint", "https://b@a.example", "https://b@a.example", url),
        Arguments.of(
            "http on another host",
            "endpoint",
            "http://a.example",
            "http://a.example",
            "https unless the host is loopback"
                + " (postern.introspection.allow-insecure-endpoint=true lifts this)"),
        Arguments.of(
            "no client", "client-id", "", "(missing)", "1 to 128 printable ASCII characters"),
        Arguments.of(
            "a client that cannot be one",
            "client-id",
            "r\u00e9ports",
            "r\u00e9ports",
            "1 to 128 printable ASCII characters"),
        Arguments.of("no secret", "client-secret", "", "(missing)", "the client's secret"),
        Arguments.of("too short a wait", "timeout", "PT0.099S", "PT0.099S", timeout),
        Arguments.of("too long a wait", "timeout", "PT30.001S", "PT30.001S", timeout),
        Arguments.of("too long a connect", "connect-timeout", "PT31S", "PT31S", timeout),
        Arguments.of(
            "too long a cache",
            "cache",
            "PT5.001S",
            "PT5.001S",
            "an ISO 8601 duration from PT0S to PT5S"),
        Arguments.of(
            "neither true nor false", "allow-any-audience", "yes", "yes", "true or false"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusesTheRestWithKeyValueAndRange(
      String name, String setting, String value, String shown, String range) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> with(setting, value));

    assertEquals(
        PREFIX + setting + " is '" + shown + "', but must be " + range, refusal.getMessage());
  }
}
