package org.postern.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log of the server that Arquillian manages; {@link Postern#MANAGED} sends requests to it. */
final class ManagedServer {

  private ManagedServer() {}

  /** All that it has logged. */
  static String log() {
    try {
      return Files.readString(Path.of(System.getProperty("it.managed.log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
