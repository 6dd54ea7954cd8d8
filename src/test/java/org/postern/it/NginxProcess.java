package org.postern.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An nginx in front of two nodes, with the configuration of {@code docs/nginx.conf} for other ports
 * and a certificate of its own. The program must be installed.
 */
final class NginxProcess implements AutoCloseable {

  private static final char[] STORE_PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "nginx";

  private final Path directory;
  private final Process process;
  private final Postern postern;

  /** Starts it; the directory below {@code target} is emptied first. */
  NginxProcess(String name, int portOfA, int portOfB) throws IOException {
    Path target = Path.of(System.getProperty("it.war")).getParent();
    directory = target.resolve(name);
    WildflyServer.deleteRecursively(directory);
    Files.createDirectories(directory);
    int port = freePort();
    HttpClient trusting = makeCertificate();
    writeConfiguration(target.resolveSibling("docs/nginx.conf"), port, portOfA, portOfB);
    process =
        new ProcessBuilder(
                List.of("nginx", "-p", directory.toString(), "-c", "main.conf", "-e", "error.log"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("console.log").toFile())
            .start();
    postern = new Postern(URI.create("https://localhost:" + port + "/postern"), trusting);
    Await.until("nginx on " + port, Duration.ofSeconds(30), () -> isListening(port));
  }

  private boolean isListening(int port) {
    if (!process.isAlive()) {
      throw new IllegalStateException("nginx ended; see " + directory.resolve("error.log"));
    }
    try {
      new java.net.Socket("localhost", port).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void writeConfiguration(Path documented, int port, int portOfA, int portOfB)
      throws IOException {
    String server = Files.readString(documented);
    for (String[] change :
        new String[][] {
          {"10.0.0.11:8080", "127.0.0.1:" + portOfA},
          {"10.0.0.12:8080", "127.0.0.1:" + portOfB},
          {"listen 443", "listen 127.0.0.1:" + port},
          {"/etc/ssl/certs/sso.example.org.pem", directory.resolve("certificate.pem").toString()},
          {"/etc/ssl/private/sso.example.org.key", directory.resolve("key.pem").toString()}
        }) {
      if (!server.contains(change[0])) {
        throw new IllegalStateException(documented + " has no " + change[0]);
      }
      server = server.replace(change[0], change[1]);
    }
    Files.writeString(directory.resolve("postern.conf"), server);
    // Without this line, the workers of an nginx that root starts would run as another user, who
    // may not be able to read this directory.
    String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
    Files.writeString(
        directory.resolve("main.conf"),
        user
            + """
            daemon off;
            pid nginx.pid;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              include postern.conf;
            }
            """);
  }

  // Returns a client that trusts it.
  private HttpClient makeCertificate() throws IOException {
    Path store = directory.resolve("certificate.p12");
    try {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  ALIAS,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost",
                  "-storepass",
                  new String(STORE_PASSWORD),
                  "-keystore",
                  store.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("keytool.log").toFile())
              .start();
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IllegalStateException("see " + directory.resolve("keytool.log"));
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, STORE_PASSWORD);
      }
      writePem("key.pem", "PRIVATE KEY", keys.getKey(ALIAS, STORE_PASSWORD).getEncoded());
      writePem("certificate.pem", "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void writePem(String file, String type, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
  }

  /** The nodes, as callers see them. */
  Postern postern() {
    return postern;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }
}
