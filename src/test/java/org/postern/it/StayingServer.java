package org.postern.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Node;

/**
 * The server that {@code -Pstay} leaves running: the first build starts it, and Arquillian connects
 * to it in this build and in the next ones. Its database stays as well, so a test finds what
 * earlier builds left there.
 */
final class StayingServer {

  private static final Path BASE = Path.of(System.getProperty("it.server.base", "target"));

  /** The digest of the archive that the server has. */
  private static final Path DEPLOYED = BASE.resolve("deployed.sha256");

  private StayingServer() {}

  /** Tells whether the server stays. */
  static boolean isWanted() {
    return Boolean.getBoolean("it.stay");
  }

  /** Starts the server if it does not run. */
  static void start(TestDatabase database) {
    if (Server.listens(Integer.getInteger("it.management.port"))) {
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("it.server.home") + "/bin/standalone.sh");
    command.addAll(List.of(System.getProperty("it.server.arguments").split(" ", -1)));
    command.addAll(database.arguments());
    Path log = Path.of(System.getProperty("it.managed.log"));
    try {
      Server.start(command, Map.of(), BASE.resolve("console.log"));
      Await.until(
          "the started server in " + log,
          Duration.ofMinutes(3),
          () -> Files.exists(log) && ManagedServer.log().contains("WFLYSRV0025"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells whether the server has some archive of this name, from an earlier build. */
  static boolean isDeployed() {
    return Files.exists(DEPLOYED);
  }

  /** Tells whether the server has exactly this archive, from an earlier build. */
  static boolean hasDeployed(Archive<?> archive) {
    try {
      return isDeployed() && Files.readString(DEPLOYED).equals(digest(archive));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes that the server has this archive now. */
  static void deployed(Archive<?> archive) {
    try {
      Files.writeString(DEPLOYED, digest(archive));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Archive<?> archive) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<ArchivePath, Node> entry : new TreeMap<>(archive.getContent()).entrySet()) {
        digest.update(entry.getKey().get().getBytes(StandardCharsets.UTF_8));
        if (entry.getValue().getAsset() != null) {
          try (InputStream in = entry.getValue().getAsset().openStream()) {
            digest.update(in.readAllBytes());
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
