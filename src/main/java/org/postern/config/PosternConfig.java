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

/**
 * Every setting of Postern, read and checked once. The keys begin with {@code postern.}; each can
 * also be given as an environment variable ({@code POSTERN_ISSUER}) or a system property.
 */
public final class PosternConfig {

  /** Bytes in the server key: 256 bits. */
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
  private final int secretTries;
  private final Duration secretWindow;

  /**
   * Reads the settings.
   *
   * @param source the text of a key; empty if it is not set
   * @throws ConfigurationException if one of them cannot be used
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

  // RFC 6454 §6.2: what a browser sends, so scheme and host in lower case and no path.
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
      // Falls through: the answer is the same, and the value must not be shown.
    }
    throw new ConfigurationException(
        "postern.key", "(hidden)", "base64 of exactly " + KEY_BYTES + " bytes");
  }

  /**
   * {@code postern.issuer}: the URL that clients know this server by, without a slash at its end.
   * Default {@code http://localhost:8080/postern}. Never taken from a request.
   */
  public URI issuer() {
    return issuer;
  }

  /**
   * {@code postern.key}: the key of the keyed hashes, base64 of 256 bits. Empty means that one is
   * made at first start and kept in the database.
   */
  public Optional<byte[]> key() {
    return key.map(byte[]::clone);
  }

  /** {@code postern.import}: a JSON file that is applied at start-up. */
  public Optional<Path> importFile() {
    return importFile;
  }

  /**
   * Whether the credentials of the demo data, which everybody knows, may be in use: the issuer is
   * loopback, or {@code postern.allow-demo-on-public-issuer} says so. Default false.
   */
  public boolean mayHaveDemoCredentials() {
    return demoOnPublicIssuerAllowed || IpAddress.isLoopbackHost(issuer.getHost());
  }

  /** {@code postern.demo}: whether the demo data is wanted. Default false. */
  public boolean demo() {
    return demo;
  }

  /**
   * {@code postern.client-secret-post}: whether clients may authenticate in the body. Default true.
   */
  public boolean clientSecretPost() {
    return clientSecretPost;
  }

  /** {@code postern.trusted-proxies}: the peers whose forwarding headers are read. Default none. */
  public List<AddressRange> trustedProxies() {
    return trustedProxies;
  }

  /**
   * {@code postern.forwarding-header}: {@code x-forwarded-for} (default, with {@code
   * X-Forwarded-Proto}) or {@code forwarded}; true for the latter. The trusted proxies must set it.
   */
  public boolean forwardedHeader() {
    return forwardedHeader;
  }

  /**
   * {@code postern.allow-insecure-issuer}: lets the issuer be http on any host, and plain HTTP
   * requests in from anywhere. Default false.
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
   * postern.argon2.iterations} (1 to 100, default 2): what a password hash costs. The default is
   * OWASP's: 19 MiB, two passes, one lane. The top of the range is the operator's own choice: so
   * much memory is taken for each of the hashes that run at once.
   */
  public Argon2Cost argon2() {
    return argon2;
  }

  /** {@code postern.password.hashes}: how many run at once. Default one less than the cores. */
  public int passwordHashes() {
    return passwordHashes;
  }

  /**
   * {@code postern.password.queue}: how many logins wait for a hash, 1 to 1,000, and as many again
   * of users who succeeded before where they are now. Default 5. Each holds one of the server's
   * worker threads.
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

  /** {@code postern.password.window}: one second to one day. Default 15 minutes. */
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

  /** Where users come from that are not kept here. */
  public DirectoryConfig directory() {
    return directory;
  }

  /** How administrators work in the browser. */
  public ConsoleConfig console() {
    return console;
  }

  /** How long requests and answers may be on their way. */
  public TransferConfig transfer() {
    return transfer;
  }

  /**
   * {@code postern.admin-password}: the one-time password of the administrator that a first start
   * makes. Empty means that one is made and printed once.
   */
  public Optional<String> adminPassword() {
    return adminPassword;
  }

  /**
   * {@code postern.admin-secret}: the secret of the client that a first start makes. Empty means
   * that one is made and printed once.
   */
  public Optional<String> adminSecret() {
    return adminSecret;
  }

  /**
   * {@code postern.secret.tries}: failed secrets of one client from one source within the window
   * before the answer is 429, 1 to 1,000. Default 10.
   */
  public int secretTries() {
    return secretTries;
  }

  /** {@code postern.secret.window}: one second to one day. Default 15 minutes. */
  public Duration secretWindow() {
    return secretWindow;
  }
}
