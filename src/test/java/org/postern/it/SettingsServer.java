package org.postern.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A server with other settings than the one that Arquillian manages: without demo data, without
 * credentials in the body, behind a proxy on this machine. Started once for all tests that need it,
 * and stopped with the JVM.
 */
final class SettingsServer {

  private static Postern started;

  private SettingsServer() {}

  static synchronized Postern get() {
    if (started == null) {
      try {
        ServerProcess process =
            new ServerProcess(
                    "it-settings-server",
                    Map.of(
                        "postern.demo", "false",
                        "postern.client-secret-post", "false",
                        "postern.trusted-proxies", "127.0.0.1,::1",
                        "postern.cors-origins", "https://app.example.org,http://localhost:3000"))
                .withControls();
        Runtime.getRuntime().addShutdownHook(new Thread(process::kill));
        process.start("oauth2/token");
        started = new Postern(process.base());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return started;
  }
}
