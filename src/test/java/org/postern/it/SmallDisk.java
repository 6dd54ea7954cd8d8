package org.postern.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file system of a few megabytes, in memory, that a test can fill and empty. */
final class SmallDisk implements AutoCloseable {

  private static final byte[] BLOCK = new byte[4_096];

  private final Path directory;
  private final Path filler;

  /**
   * Mounts the file system. If that is not allowed, the test is skipped.
   *
   * @param name of its directory below {@code target}
   */
  SmallDisk(String name, int megabytes) throws IOException {
    directory = Path.of(System.getProperty("it.war")).resolveSibling(name);
    filler = directory.resolve("filler");
    Files.createDirectories(directory);
    // A test run that was killed may have left the mount behind.
    run("umount", directory.toString());
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()),
        "A full disk was not tried: only root may mount a small one");
  }

  Path directory() {
    return directory;
  }

  /** Uses all the free space. */
  void fill() {
    try (OutputStream out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(BLOCK);
      }
    } catch (IOException e) {
      // The file system is full now.
    }
  }

  /** Frees the space that {@link #fill} used. */
  void empty() throws IOException {
    Files.deleteIfExists(filler);
  }

  @Override
  public void close() {
    try {
      run("umount", directory.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
