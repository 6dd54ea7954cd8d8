package org.postern.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Servers with other settings than the one that Arquillian manages: without demo data, without
 * credentials in the body, and behind a proxy on this machine. One of them allows CORS. Each is
 * started once for all tests that need it, and stopped with the JVM.
 */
final class SettingsServer {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "postern.demo", "false",
          "postern.client-secret-post", "false",
          "postern.trusted-proxies", "127.0.0.1,::1");

  private static final Map<String, Postern> STARTED = new HashMap<>();

  private SettingsServer() {}

  /** The server without CORS. */
  static Postern get() {
    return start("it-settings-server", "");
  }

  /** The server that allows scripts of some origins. */
  static Postern withCors() {
    return start("it-cors-server", "https://app.example.org,http://localhost:3000");
  }

  private static synchronized Postern start(String name, String origins) {
    return STARTED.computeIfAbsent(
        name,
        none -> {
          try {
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.put("postern.cors-origins", origins);
            Server process = Server.create(name, settings).withControls();
            Runtime.getRuntime().addShutdownHook(new Thread(process::kill));
            process.start("oauth2/token");
            return new Postern(process.base());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        });
  }
}
