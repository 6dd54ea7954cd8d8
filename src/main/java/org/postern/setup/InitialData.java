package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Problem;
import org.postern.admin.start.KnownCredentials;
import org.postern.admin.transfer.ConfigurationImport;
import org.postern.config.PosternConfig;
import org.postern.oauth.JsonEncoding;

/**
 * Fills the database before the first request, with the configured import file or the demo data.
 */
@ApplicationScoped
public class InitialData {

  private static final Logger LOG = Logger.getLogger(InitialData.class.getName());
  private static final String DEMO = "/demo.json";

  private final PosternConfig config;
  private final ConfigurationImport configurationImport;
  private final KnownCredentials knownCredentials;

  /** For the proxy only. */
  protected InitialData() {
    this(null, null, null);
  }

  @Inject
  public InitialData(
      PosternConfig config,
      ConfigurationImport configurationImport,
      KnownCredentials knownCredentials) {
    this.config = config;
    this.configurationImport = configurationImport;
    this.knownCredentials = knownCredentials;
  }

  /**
   * Applies the file that {@code postern.import} names. If it names none, applies the demo data if
   * {@code postern.demo} is true. Each content is applied only once.
   *
   * @throws StartUpException if the file cannot be read or contains an error, or if credentials of
   *     the demo data work at a public issuer
   */
  public void apply() {
    Optional<Path> file = config.importFile();
    if (file.isPresent()) {
      apply(file.get().toString(), read(file.get()));
    } else if (isDemo()) {
      apply("the demo data", readDemo());
    }
    requireNoDemoCredentials();
  }

  // A database that was once used with the demo data still has its credentials, whatever
  // postern.demo is now.
  private void requireNoDemoCredentials() {
    if (config.mayHaveDemoCredentials()) {
      return;
    }
    List<String> found = knownCredentials.findInUse(readDemo());
    if (!found.isEmpty()) {
      throw new StartUpException(
          "postern.issuer is not loopback, and these of the demo data are in the database with"
              + " the passwords and secrets that everybody knows: "
              + String.join(", ", found)
              + ". Start with an empty database, or change them under a loopback issuer"
              + " (postern.allow-demo-on-public-issuer=true lifts this)");
    }
  }

  /** Tells whether the demo data is applied. An import file replaces it. */
  public boolean isDemo() {
    return config.demo() && config.importFile().isEmpty();
  }

  private void apply(String name, String text) {
    try {
      boolean applied = configurationImport.apply(Actor.SETUP, text);
      LOG.info(() -> name + (applied ? " was applied" : " is unchanged and was applied before"));
    } catch (AdministrationException e) {
      throw new StartUpException(
          e.problems().stream()
              .map(Problem::toString)
              .collect(
                  Collectors.joining(
                      "\n  ", "Nothing of " + name + " was applied, because of:\n  ", "")));
    }
  }

  private static String read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw unusable(file, "a file that exists");
      }
      if (Files.size(file) > ConfigurationImport.MAX_BYTES) {
        throw unusable(file, "a file of at most " + ConfigurationImport.MAX_BYTES + " bytes");
      }
      // Decode strictly. The lenient way of the JDK would put U+FFFD into names and secrets.
      return JsonEncoding.decode(Files.readAllBytes(file))
          .orElseThrow(() -> unusable(file, "a file in UTF-8"));
    } catch (IOException e) {
      throw unusable(file, "a file that can be read");
    }
  }

  private static StartUpException unusable(Path file, String wanted) {
    return new StartUpException("postern.import is '" + file + "', but must be " + wanted);
  }

  private static String readDemo() {
    try (InputStream stream = InitialData.class.getResourceAsStream(DEMO)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StartUpException("The demo data cannot be read", e);
    }
  }
}
