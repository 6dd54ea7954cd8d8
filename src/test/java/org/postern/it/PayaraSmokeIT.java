package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The WAR file that was built for WildFly, deployed as it is to Payara: a token is issued and
 * accepted there. It keeps the mapping and the API portable (EclipseLink and Jersey in place of
 * Hibernate and RESTEasy); the rules themselves are tested on WildFly.
 *
 * <p>Not part of a plain {@code mvn verify}, as it needs Payara's distribution: {@code mvn verify
 * -Ppayara}. Payara is driven by its own administration commands, in a domain that is made for this
 * run.
 */
class PayaraSmokeIT {
  private static final String DOMAIN = "postern";
  private static final Path WAR = Path.of(System.getProperty("it.war"));
  private static final Path PAYARA = Path.of(System.getProperty("payara.home"));
  private static final int PORT_BASE = Integer.getInteger("payara.portbase");
  private static final int HTTP_PORT = PORT_BASE + 80;
  private static final int ADMIN_PORT = PORT_BASE + 48;

  /**
   * Everything that this run writes; beside the distribution, so that nothing of an earlier run is
   * met.
   */
  private static final Path WORK = PAYARA.resolveSibling("payara-smoke");

  private static final Path DOMAINS = WORK.resolve("domains");
  private static final URI BASE = URI.create("http://localhost:" + HTTP_PORT + "/postern/");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  @BeforeAll
  static void startAndDeploy() throws Exception {
    // One that a broken run left behind would hold the ports.
    if (Files.isDirectory(DOMAINS.resolve(DOMAIN))) {
      asadmin("stop-domain", "--kill=true", "--domaindir", DOMAINS.toString(), DOMAIN);
    }
    deleteRecursively(WORK);
    Files.createDirectories(DOMAINS);

    asadminOrFail(
        "create-domain",
        "--nopassword=true",
        "--portbase",
        Integer.toString(PORT_BASE),
        "--domaindir",
        DOMAINS.toString(),
        DOMAIN);
    asadminOrFail("start-domain", "--domaindir", DOMAINS.toString(), DOMAIN);

    // Payara wants a password for every pool; H2 gives the new database's owner the one it is first
    // called with.
    String url =
        "jdbc:h2:file:"
            + WORK.resolve("data").resolve("postern")
            + ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_ON_EXIT=FALSE";
    Path commands =
        Files.write(
            WORK.resolve("commands.asadmin"),
            List.of(
                "create-jdbc-connection-pool --datasourceclassname org.h2.jdbcx.JdbcDataSource"
                    + " --restype javax.sql.DataSource --steadypoolsize 2 --maxpoolsize 20 --maxwait 3000"
                    + " --property url=\""
                    + url.replace(":", "\\:").replace("=", "\\=")
                    + "\":user=postern:password=postern PosternPool",
                "create-jdbc-resource --connectionpoolid PosternPool jdbc/postern",
                "create-system-properties postern.demo=true"));
    asadminOrFail(
        "--port", Integer.toString(ADMIN_PORT), "multimode", "--file", commands.toString());
    asadminOrFail(
        "--port",
        Integer.toString(ADMIN_PORT),
        "deploy",
        "--name",
        "postern",
        "--contextroot",
        "postern",
        WAR.toString());
  }

  @AfterAll
  static void undeployAndStop() throws Exception {
    asadmin("--port", Integer.toString(ADMIN_PORT), "undeploy", "postern");
    asadmin("stop-domain", "--kill=true", "--domaindir", DOMAINS.toString(), DOMAIN);
  }

  @Test
  void issuesTokenAndAcceptsIt() throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString("testclient:testpass".getBytes(StandardCharsets.US_ASCII));

    HttpResponse<String> issued =
        HTTP.send(
            HttpRequest.newBuilder(BASE.resolve("oauth2/token"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build(),
            BodyHandlers.ofString());
    assertEquals(200, issued.statusCode(), issued::body);
    String token;
    try (var reader = Json.createReader(new StringReader(issued.body()))) {
      token = reader.readObject().getString("access_token");
    }
    HttpResponse<String> accepted = me(token);
    HttpResponse<String> refused = me(token.substring(1));

    assertEquals(200, accepted.statusCode(), accepted::body);
    assertTrue(accepted.body().contains("testclient"), accepted::body);
    assertEquals(401, refused.statusCode(), refused::body);
  }

  private static HttpResponse<String> me(String token) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(BASE.resolve("api/me"))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  private static void asadminOrFail(String... arguments) throws IOException, InterruptedException {
    int status = asadmin(arguments);
    if (status != 0) {
      throw new IllegalStateException(
          "asadmin "
              + String.join(" ", arguments)
              + " ended with "
              + status
              + "; see above and "
              + DOMAINS.resolve(DOMAIN).resolve("logs/server.log"));
    }
  }

  /**
   * Runs an administration command, its output among the test's. The client is called directly and
   * not by {@code bin/asadmin}, so that it runs on the JDK of this build and writes its login cache
   * below {@link #WORK} and not to the home of who runs the build.
   */
  private static int asadmin(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.home=" + WORK);
    command.add("-jar");
    command.add(PAYARA.resolve("glassfish/lib/client/appserver-cli.jar").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("AS_JAVA", System.getProperty("java.home"));
    Path output = Files.createTempFile("asadmin", ".log");
    try {
      // A file and no pipe: the started domain inherits the stream and would keep a pipe open.
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("asadmin " + String.join(" ", arguments) + " did not end");
      }
      System.out.print(Files.readString(output));
      return process.exitValue();
    } finally {
      Files.delete(output);
    }
  }

  private static void deleteRecursively(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> found;
    try (var paths = Files.walk(root)) {
      found = new ArrayList<>(paths.toList());
    }
    // The longest first: a directory after what is in it.
    found.sort((one, other) -> other.getNameCount() - one.getNameCount());
    for (Path path : found) {
      Files.delete(path);
    }
  }
}
