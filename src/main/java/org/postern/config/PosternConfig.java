package org.postern.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postern.setting.ConfigurationException;
import org.postern.setting.IpAddress;
import org.postern.setting.Settings;

/**
 * All settings of Postern, read and checked once. The keys begin with {@code postern.}. Each can
 * also be given as an environment variable ({@code POSTERN_ISSUER}) or a system property.
 */
public final class PosternConfig {

  /** The length of the server key in bytes: 256 bits. */
  public static final int KEY_BYTES = 32;

  private static final Duration MIN_RETENTION = Duration.ofHours(1);
  private static final Duration MAX_RETENTION = Duration.ofDays(36_500);
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration MIN_WINDOW = Duration.ofSeconds(1);
  private static final Duration MAX_WINDOW = Duration.ofDays(1);
  private static final int MAX_MEMORY_KIB = 1_048_576;
  private static final int MAX_ITERATIONS = 100;

  private final URI issuer;
  private final Optional<byte[]> key;
  private final Optional<Path> importFile;
  private final boolean demo;
  private final boolean demoOnPublicIssuerAllowed;
  private final boolean clientSecretPost;
  private final List<AddressRange> trustedProxies;
  private final boolean forwardedHeader;
  private final boolean insecureIssuerAllowed;
  private final Set<String> corsOrigins;
  private final Duration auditRetention;
  private final Argon2Cost argon2;
  private final int passwordHashes;
  private final int passwordQueue;
  private final int passwordTries;
  private final Duration passwordWindow;
  private final int passwordMinLength;
  private final int passwordMaxLength;
  private final DirectoryConfig directory;
  private final ConsoleConfig console;
  private final TransferConfig transfer;
  private final Optional<String> adminPassword;
  private final Optional<String> adminSecret;
  private final int clientsOfOwner;
  private final int secretTries;
  private final Duration secretWindow;

  /**
   * Reads the settings.
   *
   * @param source returns the text of a key; empty if it is not set
   * @throws ConfigurationException if a setting is invalid
   */
  public PosternConfig(Function<String, Optional<String>> source) {
    this(new Settings(source));
  }

  PosternConfig(Settings settings) {
    insecureIssuerAllowed = settings.bool("postern.allow-insecure-issuer", false);
    issuer = issuer(settings, insecureIssuerAllowed);
    key = settings.secret("postern.key").map(String::strip).map(PosternConfig::key);
    importFile = settings.text("postern.import").map(Path::of);
    demo = settings.bool("postern.demo", false);
    demoOnPublicIssuerAllowed = settings.bool("postern.allow-demo-on-public-issuer", false);
    requireDemoAtHome();
    clientSecretPost = settings.bool("postern.client-secret-post", true);
    trustedProxies =
        settings.list("postern.trusted-proxies").stream()
            .map(
                text ->
                    AddressRange.parse(text)
                        .orElseThrow(
                            () ->
                                new ConfigurationException(
                                    "postern.trusted-proxies",
                                    text,
                                    "IP addresses or ranges such as 10.1.0.0/16, separated by"
                                        + " commas")))
            .toList();
    forwardedHeader =
        settings
            .choice("postern.forwarding-header", List.of("x-forwarded-for", "forwarded"))
            .equals("forwarded");
    auditRetention =
        settings.duration(
            "postern.audit-retention", Duration.ofDays(400), MIN_RETENTION, MAX_RETENTION);
    corsOrigins =
        settings.list("postern.cors-origins").stream()
            .map(PosternConfig::origin)
            .collect(Collectors.toUnmodifiableSet());
    argon2 =
        new Argon2Cost(
            settings.number("postern.argon2.memory-kib", 19_456, 8, MAX_MEMORY_KIB),
            settings.number("postern.argon2.iterations", 2, 1, MAX_ITERATIONS),
            1);
    int cores = Runtime.getRuntime().availableProcessors();
    passwordHashes = settings.number("postern.password.hashes", Math.max(1, cores - 1), 1, 1_000);
    passwordQueue = settings.number("postern.password.queue", 5, 1, 1_000);
    passwordTries = settings.number("postern.password.tries", 10, 1, 1_000);
    passwordWindow = settings.duration("postern.password.window", WINDOW, MIN_WINDOW, MAX_WINDOW);
    passwordMinLength = settings.number("postern.password.min-length", 12, 8, 64);
    passwordMaxLength = settings.number("postern.password.max-length", 256, 64, 256);
    directory = new DirectoryConfig(settings);
    console = new ConsoleConfig(settings);
    transfer = new TransferConfig(settings);
    adminPassword = settings.secret("postern.admin-password");
    adminSecret = settings.secret("postern.admin-secret");
    clientsOfOwner = settings.number("postern.owner.clients", 500, 1, 100_000);
    secretTries = settings.number("postern.secret.tries", 10, 1, 1_000);
    secretWindow = settings.duration("postern.secret.window", WINDOW, MIN_WINDOW, MAX_WINDOW);
  }

  // RFC 8414 §2: an https URL without query and fragment.
  private static URI issuer(Settings settings, boolean insecure) {
    String name = "postern.issuer";
    String text = settings.text(name).orElse("http://localhost:8080/postern");
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || uri.getRawUserInfo() != null
          || text.endsWith("/")
          || !(scheme.equals("https") || scheme.equals("http"))) {
        throw new ConfigurationException(
            name, text, "an https URL without query, fragment and trailing slash");
      }
      if (scheme.equals("http") && !insecure && !IpAddress.isLoopbackHost(uri.getHost())) {
        throw new ConfigurationException(
            name,
            text,
            "https unless the host is loopback (postern.allow-insecure-issuer=true lifts this)");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new ConfigurationException(name, text, "an https URL");
    }
  }

  private void requireDemoAtHome() {
    if (demo && importFile.isEmpty() && !mayHaveDemoCredentials()) {
      throw new ConfigurationException(
          "postern.demo",
          "true",
          "false where postern.issuer is not loopback, because everybody knows the passwords of the"
              + " demo data (postern.allow-demo-on-public-issuer=true lifts this)");
    }
  }

  // RFC 6454 §6.2: an origin as a browser sends it, with scheme and host in lower case and without
  // a path.
  private static String origin(String text) {
    if (!text.matches("https?://[a-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:.]+](:\\d{1,5})?")) {
      throw new ConfigurationException(
          "postern.cors-origins",
          text,
          "origins such as https://app.example.org, separated by commas");
    }
    return text;
  }

  private static byte[] key(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // The exception below covers this case too, and does not show the value.
    }
    throw new ConfigurationException(
        "postern.key", "(hidden)", "base64 of exactly " + KEY_BYTES + " bytes");
  }

  /**
   * {@code postern.issuer}: the URL of this server as clients know it, without a slash at the end.
   * Default {@code http://localhost:8080/postern}. It is never taken from a request.
   */
  public URI issuer() {
    return issuer;
  }

  /**
   * {@code postern.key}: the key of the keyed hashes, base64 of 256 bits. If it is empty, the first
   * start creates a key and keeps it in the database.
   */
  public Optional<byte[]> key() {
    return key.map(byte[]::clone);
  }

  /** {@code postern.import}: a JSON file that is applied at start-up. */
  public Optional<Path> importFile() {
    return importFile;
  }

  /**
   * Tells whether the credentials of the demo data, which everybody knows, may be in use: the
   * issuer is loopback, or {@code postern.allow-demo-on-public-issuer} is true (default false).
   */
  public boolean mayHaveDemoCredentials() {
    return demoOnPublicIssuerAllowed || IpAddress.isLoopbackHost(issuer.getHost());
  }

  /** {@code postern.demo}: whether the demo data is imported. Default false. */
  public boolean demo() {
    return demo;
  }

  /**
   * {@code postern.client-secret-post}: whether clients may authenticate in the body. Default true.
   */
  public boolean clientSecretPost() {
    return clientSecretPost;
  }

  /**
   * {@code postern.trusted-proxies}: the proxies whose forwarding headers are read. Default none.
   */
  public List<AddressRange> trustedProxies() {
    return trustedProxies;
  }

  /**
   * {@code postern.forwarding-header}: {@code x-forwarded-for} (default, together with {@code
   * X-Forwarded-Proto}) or {@code forwarded}. The method returns true for {@code forwarded}. The
   * trusted proxies must set this header.
   */
  public boolean forwardedHeader() {
    return forwardedHeader;
  }

  /**
   * {@code postern.allow-insecure-issuer}: allows an http issuer on any host, and plain HTTP
   * requests from everywhere. Default false.
   */
  public boolean insecureIssuerAllowed() {
    return insecureIssuerAllowed;
  }

  /**
   * {@code postern.cors-origins}: the origins whose scripts may use the token and the revocation
   * endpoint. Default none.
   */
  public Set<String> corsOrigins() {
    return corsOrigins;
  }

  /**
   * {@code postern.audit-retention}: how long the audit trail is kept, one hour to a hundred years.
   * Default 400 days.
   */
  public Duration auditRetention() {
    return auditRetention;
  }

  /**
   * {@code postern.argon2.memory-kib} (8 to 1,048,576, default 19,456), {@code
   * postern.argon2.iterations} (1 to 100, default 2): the cost of a password hash. The default is
   * the one of OWASP: 19 MiB, two passes, one lane. Each of the hashes that run at once takes this
   * memory.
   */
  public Argon2Cost argon2() {
    return argon2;
  }

  /**
   * {@code postern.password.hashes}: how many password hashes run at once, 1 to 1,000. Default one
   * less than the number of cores, and at least 1.
   */
  public int passwordHashes() {
    return passwordHashes;
  }

  /**
   * {@code postern.password.queue}: how many logins may wait for a hash, 1 to 1,000. The same
   * number of places is reserved for users who succeeded before at the same client and source.
   * Default 5. Each waiting login holds a worker thread of the server.
   */
  public int passwordQueue() {
    return passwordQueue;
  }

  /**
   * {@code postern.password.tries}: failed passwords of one user at one client from one source
   * within the window before the answer is 429, 1 to 1,000. Default 10.
   */
  public int passwordTries() {
    return passwordTries;
  }

  /**
   * {@code postern.password.window}: the period in which failed passwords are counted, one second
   * to one day. Default 15 minutes.
   */
  public Duration passwordWindow() {
    return passwordWindow;
  }

  /**
   * {@code postern.password.min-length}: the fewest characters of a new password, 8 to 64. Default
   * 12.
   */
  public int passwordMinLength() {
    return passwordMinLength;
  }

  /**
   * {@code postern.password.max-length}: the most characters of a new password, 64 to 256. Default
   * 256.
   */
  public int passwordMaxLength() {
    return passwordMaxLength;
  }

  /** The settings of the directory, which keeps users outside the database of Postern. */
  public DirectoryConfig directory() {
    return directory;
  }

  /** The settings of the console. */
  public ConsoleConfig console() {
    return console;
  }

  /** The time limits for the bodies of requests and for answers. */
  public TransferConfig transfer() {
    return transfer;
  }

  /**
   * {@code postern.admin-password}: the one-time password of the administrator whom the first start
   * creates. If it is empty, a password is created and printed once.
   */
  public Optional<String> adminPassword() {
    return adminPassword;
  }

  /**
   * {@code postern.admin-secret}: the secret of the client that the first start creates. If it is
   * empty, a secret is created and printed once.
   */
  public Optional<String> adminSecret() {
    return adminSecret;
  }

  /**
   * {@code postern.owner.clients}: how many clients an owner may have before registering another
   * one is refused, 1 to 100,000. It bounds what is done when the owner is disabled. Default 500.
   */
  public int clientsOfOwner() {
    return clientsOfOwner;
  }

  /**
   * {@code postern.secret.tries}: failed secrets of one client from one source within the window
   * before the answer is 429, 1 to 1,000. Default 10.
   */
  public int secretTries() {
    return secretTries;
  }

  /**
   * {@code postern.secret.window}: the period in which failed secrets are counted, one second to
   * one day. Default 15 minutes.
   */
  public Duration secretWindow() {
    return secretWindow;
  }
}
