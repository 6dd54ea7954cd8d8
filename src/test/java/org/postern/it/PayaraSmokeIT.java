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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

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

  /** Queries and paths of the admin API, which another persistence provider and JAX-RS read. */
  @Test
  void administersByApi() {
    Postern postern = new Postern(BASE);
    Admins admin =
        new Admins(
            postern,
            Optional.of(
                postern
                    .token(
                        new Clients.Registered("admin-cli", "admin-cli-demo"),
                        "grant_type",
                        "password",
                        "username",
                        "admin",
                        "password",
                        "adminpass-demo")
                    .accessToken()));
    String id = "on another server";
    String path = "clients/" + Admins.segment(id);

    Answer created =
        admin.post("clients", "{\"client_id\":\"" + id + "\",\"grants\":[\"client_credentials\"]}");
    assertEquals(201, created.status(), created.body());
    String secret = created.json().getJsonArray("secrets").getJsonObject(0).getString("value");
    assertEquals(409, admin.post("clients", "{\"client_id\":\"On another server\"}").status());
    Tokens.ofClient(postern, new Clients.Registered(id, secret));
    assertEquals(200, admin.patch(path, "{\"name\":\"N\"}").status());
    assertEquals(1, admin.get(path).json().getInt("live_tokens"));
    for (String filter :
        List.of(
            "text=another",
            "type=confidential&enabled=true&sort=-created",
            "grant=client_credentials&sort=updated",
            "weak_secret=false",
            "secret_before=2100-01-01T00:00:00Z",
            "unused_since=2100-01-01T00:00:00Z")) {
      Answer found = admin.get("clients?" + filter);
      assertEquals(200, found.status(), found.body());
      assertTrue(found.body().contains(id), found.body());
    }
    assertEquals(200, admin.get("clients?scope=api.read&owner=alice").status());
    Answer first = admin.get("clients?limit=1");
    assertEquals(
        200, admin.get("clients?limit=1&cursor=" + first.json().getString("next")).status());
    Answer tokens = admin.get(path + "/tokens?sort=-issued");
    assertEquals(200, tokens.status(), tokens.body());
    String token = tokens.json().getJsonArray("items").getJsonObject(0).getString("id");
    assertEquals(204, admin.delete("tokens/" + token).status());
    assertEquals(200, admin.get(path + "/families").status());
    assertEquals(200, admin.get("users/alice/tokens").status());
    assertEquals(200, admin.get("users/alice/families").status());
    assertEquals(201, admin.post(path + "/secrets", "{\"label\":\"2\"}").status());
    assertEquals(204, admin.delete(path + "/secrets/default").status());
    assertEquals(204, admin.delete(path + "/tokens").status());
    assertEquals(204, admin.delete(path).status());
    assertEquals(404, admin.get(path).status());
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
