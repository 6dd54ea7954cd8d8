package org.postern.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Configs;
import org.postern.setting.ConfigurationException;

class PosternConfigTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void hasADefaultForEverySetting() {
    PosternConfig config = Configs.of();

    assertEquals(URI.create("http://localhost:8080/postern"), config.issuer());
    assertEquals(Optional.empty(), config.key());
    assertEquals(Optional.empty(), config.importFile());
    assertFalse(config.demo());
    assertTrue(config.clientSecretPost());
    assertEquals(List.of(), config.trustedProxies());
    assertFalse(config.forwardedHeader());
    assertFalse(config.insecureIssuerAllowed());
    assertEquals(new Argon2Cost(19_456, 2, 1), config.argon2());
  }

  @Test
  void readsEverySetting() {
    PosternConfig config =
        Configs.of(
            "postern.issuer", "https://login.example/postern",
            "postern.key", KEY,
            "postern.import", "/etc/postern/import.json",
            "postern.demo", "true",
            "postern.client-secret-post", "false",
            "postern.trusted-proxies", "10.0.0.0/8, 2001:db8::1 ,",
            "postern.forwarding-header", "forwarded",
            "postern.allow-insecure-issuer", "true",
            "postern.argon2.memory-kib", "8",
            "postern.argon2.iterations", "100");

    assertEquals(URI.create("https://login.example/postern"), config.issuer());
    assertArrayEquals(new byte[32], config.key().orElseThrow());
    assertEquals(Optional.of(Path.of("/etc/postern/import.json")), config.importFile());
    assertTrue(config.demo());
    assertFalse(config.clientSecretPost());
    assertEquals(
        List.of(
            AddressRange.parse("10.0.0.0/8").orElseThrow(),
            AddressRange.parse("2001:db8::1").orElseThrow()),
        config.trustedProxies());
    assertTrue(config.forwardedHeader());
    assertTrue(config.insecureIssuerAllowed());
    assertEquals(new Argon2Cost(8, 100, 1), config.argon2());
  }

  @Test
  void aBlankSettingCountsAsAbsent() {
    assertEquals(Optional.empty(), Configs.of("postern.import", "  ").importFile());
  }

  @Test
  void theKeyCannotBeChangedByWhoReadsIt() {
    PosternConfig config = Configs.of("postern.key", KEY);

    config.key().orElseThrow()[0] = 1;

    assertArrayEquals(new byte[32], config.key().orElseThrow());
  }

  static Stream<Arguments> issuers() {
    return Stream.of(
        Arguments.of("https", "https://login.example"),
        Arguments.of("https with port and path", "https://login.example:8443/a/postern"),
        Arguments.of("http on localhost", "http://localhost:8080/postern"),
        Arguments.of("http on a loopback address", "http://127.0.0.1/postern"),
        Arguments.of("http on the IPv6 loopback address", "http://[::1]:8080/postern"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("issuers")
  void takesIssuersThatAreSafe(String name, String issuer) {
    assertEquals(URI.create(issuer), Configs.of("postern.issuer", issuer).issuer());
  }

  @Test
  void takesAnInsecureIssuerWhereItIsAllowed() {
    PosternConfig config =
        Configs.of(
            "postern.issuer", "http://intranet/postern", "postern.allow-insecure-issuer", "true");

    assertEquals(URI.create("http://intranet/postern"), config.issuer());
  }

  @Test
  void takesTheDemoDataOnLoopbackBesideAnImportAndWhereItIsAllowed() {
    String issuer = "https://login.example.org";

    assertTrue(Configs.of("postern.demo", "true").mayHaveDemoCredentials());
    assertTrue(
        Configs.of("postern.demo", "true", "postern.issuer", "https://[::1]:8443/postern").demo());
    // An import replaces the demo data.
    assertFalse(
        Configs.of("postern.demo", "true", "postern.issuer", issuer, "postern.import", "file.json")
            .mayHaveDemoCredentials());
    assertTrue(
        Configs.of(
                "postern.demo",
                "true",
                "postern.issuer",
                issuer,
                "postern.allow-demo-on-public-issuer",
                "true")
            .mayHaveDemoCredentials());
  }

  @Test
  void refusesTheDemoDataUnderAPublicIssuer() {
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () -> Configs.of("postern.demo", "true", "postern.issuer", "https://10.1.2.3/postern"));

    assertEquals(
        "postern.demo is 'true', but must be false where postern.issuer is not loopback, because"
            + " everybody knows the passwords of the demo data"
            + " (postern.allow-demo-on-public-issuer=true lifts this)",
        refusal.getMessage());
  }

  static Stream<Arguments> refusals() {
    String issuerRange = "an https URL without query, fragment and trailing slash";
    return Stream.of(
        Arguments.of(
            "http on another host",
            "postern.issuer",
            "http://login.example",
            "'http://login.example', but must be https unless the host is loopback"
                + " (postern.allow-insecure-issuer=true lifts this)"),
        Arguments.of(
            "a host that only begins like loopback",
            "postern.issuer",
            "http://localhost.example",
            "'http://localhost.example', but must be https unless the host is loopback"
                + " (postern.allow-insecure-issuer=true lifts this)"),
        Arguments.of(
            "a query",
            "postern.issuer",
            "https://login.example?a",
            "'https://login.example?a', but must be " + issuerRange),
        Arguments.of(
            "a fragment",
            "postern.issuer",
            "https://login.example#a",
            "'https://login.example#a', but must be " + issuerRange),
        Arguments.of(
            "a user",
            "postern.issuer",
            "https://me@login.example",
            "'https://me@login.example', but must be " + issuerRange),
        Arguments.of(
            "a slash at the end",
            "postern.issuer",
            "https://login.example/",
            "'https://login.example/', but must be " + issuerRange),
        Arguments.of(
            "another scheme",
            "postern.issuer",
            "ftp://login.example",
            "'ftp://login.example', but must be " + issuerRange),
        Arguments.of(
            "no URL",
            "postern.issuer",
            "login example",
            "'login example', but must be an https URL"),
        Arguments.of(
            "a name without a scheme",
            "postern.issuer",
            "login.example",
            "'login.example', but must be " + issuerRange),
        Arguments.of(
            "a short key, which is not shown",
            "postern.key",
            "c2VjcmV0",
            "'(hidden)', but must be base64 of exactly 32 bytes"),
        Arguments.of(
            "a key that is no base64, which is not shown",
            "postern.key",
            "secret secret",
            "'(hidden)', but must be base64 of exactly 32 bytes"),
        Arguments.of(
            "a switch in capitals", "postern.demo", "TRUE", "'TRUE', but must be true or false"),
        Arguments.of(
            "a switch as a word",
            "postern.client-secret-post",
            "off",
            "'off', but must be true or false"),
        Arguments.of(
            "a proxy by name",
            "postern.trusted-proxies",
            "10.0.0.1,proxy",
            "'proxy', but must be IP addresses or ranges such as 10.1.0.0/16, separated by commas"),
        Arguments.of(
            "an unknown header",
            "postern.forwarding-header",
            "X-Real-IP",
            "'X-Real-IP', but must be one of x-forwarded-for, forwarded"),
        Arguments.of(
            "too little memory",
            "postern.argon2.memory-kib",
            "7",
            "'7', but must be a whole number from 8 to 1048576"),
        Arguments.of(
            "too much memory",
            "postern.argon2.memory-kib",
            "1048577",
            "'1048577', but must be a whole number from 8 to 1048576"),
        Arguments.of(
            "no pass",
            "postern.argon2.iterations",
            "0",
            "'0', but must be a whole number from 1 to 100"),
        Arguments.of(
            "a fraction",
            "postern.argon2.iterations",
            "1.5",
            "'1.5', but must be a whole number from 1 to 100"),
        Arguments.of(
            "beyond an int",
            "postern.argon2.iterations",
            "99999999999",
            "'99999999999', but must be a whole number from 1 to 100"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusesWithKeyValueAndRange(String name, String key, String value, String message) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> Configs.of(key, value));

    assertEquals(key + " is " + message, refusal.getMessage());
  }
}
