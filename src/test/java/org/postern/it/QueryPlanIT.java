package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * Tests that every statement of a request finds its rows by an index, even in large tables.
 * PostgreSQL itself logs each statement with its plan and the number of rows that it read.
 */
@Tag(Kinds.WILDFLY) // The test expects the statements that Hibernate makes.
@EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
@Tag(Kinds.OWN_SERVER)
class QueryPlanIT {

  /**
   * The most rows that a statement may read. The tables have at least twenty times as many, except
   * for the scopes, which the metadata list completely.
   */
  private static final long FEW_ROWS = 1_000;

  /** These statements run every ten seconds and not for every request. */
  private static final Set<String> COUNTS_OF_THROTTLES =
      Set.of(
          "select count(lt1_0.id) from login_throttle lt1_0",
          "select count(at1_0.id) from account_throttle at1_0");

  private static final Pattern PLAN =
      Pattern.compile(
          "^postern\\|LOG:  duration: [0-9.]+ ms  plan:\n((?:\t.*\n)+)", Pattern.MULTILINE);

  private static final List<String> OTHER_TABLES =
      List.of(
          "insert into login_throttle (id, tries, pending, window_ends, last_success, expires)"
              + " select 'filled' || i, 0, 0, 9e15, 0, 9e15 from generate_series(1, 20000) i",
          "insert into account_throttle (id, failures, expires)"
              + " select 'filled' || i, 1, 9e15 from generate_series(1, 20000) i",
          "insert into secret_throttle (id, failures, window_ends) select 'filled' || i, 0, 9e15"
              + " from generate_series(1, 20000) i");

  /**
   * The most rows that a step of a list's plan may read: as many as the two largest tables have,
   * because some filters have no index.
   */
  private static final long ALL_ROWS = 2L * FullTables.CLIENTS;

  @Test
  void readsAFewRowsAtMostForEveryRequest() throws Exception {
    try (PostgresqlServer database =
            new PostgresqlServer(
                "it-query-plans-postgresql",
                Map.ofEntries(
                    Map.entry("shared_preload_libraries", "auto_explain"),
                    Map.entry("auto_explain.log_min_duration", "0"),
                    Map.entry("auto_explain.log_format", "json"),
                    Map.entry("auto_explain.log_analyze", "on"),
                    Map.entry("auto_explain.log_nested_statements", "on"),
                    Map.entry("logging_collector", "on"),
                    Map.entry("log_directory", "log"),
                    Map.entry("log_filename", "plans.log"),
                    // The value has no spaces, because options of a server that is started here
                    // must not contain any.
                    Map.entry("log_line_prefix", "%a\\|"),
                    Map.entry("lc_messages", "C")));
        WildflyServer server =
            new WildflyServer(
                "it-query-plans",
                Map.of(
                    "postern.demo", "false",
                    "postern.argon2.memory-kib", "64",
                    "postern.argon2.iterations", "1"))) {
      server
          .withControls()
          .on(TestDatabase.postgresql(database.url(PostgresqlServer.USER), PostgresqlServer.USER));
      server.start("oauth2/token");
      Postern postern = new Postern(server.base());
      try (Connection connection = database.connect(PostgresqlServer.USER);
          Statement statement = connection.createStatement()) {
        // These statements are not logged, because they check hundreds of thousands of foreign
        // keys.
        statement.execute("set auto_explain.log_min_duration = -1");
        FullTables.clients(connection);
        FullTables.tokens(connection, 1, 200_000);
        FullTables.trail(connection, 50_000);
        for (String sql : OTHER_TABLES) {
          statement.execute(sql);
        }
        FullTables.analyze(connection);
      }
      Path log = database.data().resolve("log/plans.log");
      Login login =
          Login.with(
              postern,
              Clients.confidential()
                  .grants("client_credentials", "password", "refresh_token")
                  .scopes("client.self", "introspect"));
      long before = Files.size(log);

      sendEveryKindOfRequest(login);
      postern.control("purge");

      assertEquals(401, postern.get("api/me", "psa_" + "x".repeat(43)).status());
      Await.until(
          "the trail is written",
          Duration.ofSeconds(30),
          () -> plans(log, before).stream().anyMatch(p -> query(p).contains("into audit_event")));
      List<JsonObject> plans = plans(log, before);
      plans.removeIf(plan -> COUNTS_OF_THROTTLES.contains(query(plan)));
      assertNoneReadsMoreThan(FEW_ROWS, plans);
      assertTrue(
          plans.stream().map(QueryPlanIT::query).distinct().count() >= 20,
          "too few statements were seen: " + plans.size());

      long beforeLists = Files.size(log);
      List<String> lists = showEveryList(postern);
      Await.until(
          "the plans of the lists are written",
          Duration.ofSeconds(30),
          () -> plans(log, beforeLists).stream().filter(p -> isOfList(p)).count() >= lists.size());
      assertNoneReadsMoreThan(ALL_ROWS, plans(log, beforeLists));
    }
  }

  private static void assertNoneReadsMoreThan(long rows, List<JsonObject> plans) {
    TreeSet<String> slow = new TreeSet<>();
    for (JsonObject plan : plans) {
      faults(plan.getJsonObject("Plan"), rows).forEach(f -> slow.add(f + ": " + query(plan)));
    }
    assertEquals(new TreeSet<>(), slow, () -> String.join("\n", slow));
  }

  private static boolean isOfList(JsonObject plan) {
    return query(plan).contains(" order by ");
  }

  private static List<String> showEveryList(Postern postern) {
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes("postern.admin.read")
            .defaultScopes("postern.admin.read")
            .create(postern);
    Admins reader = new Admins(postern, Optional.of(Tokens.ofClient(postern, client)));
    for (String path : LargeLists.paths()) {
      Answer answer = reader.get(path);
      assertEquals(200, answer.status(), () -> path + ": " + answer.body());
    }
    return LargeLists.paths();
  }

  private static void sendEveryKindOfRequest(Login login) {
    Postern postern = login.postern();
    Registered client = login.client();
    String own =
        postern
            .token(client, "grant_type", "client_credentials", "scope", "client.self introspect")
            .accessToken();
    Answer first = login.password();
    assertEquals(200, first.status(), first.body());
    assertEquals(200, Tokens.introspect(postern, client, first.accessToken()).status());
    assertEquals(200, Tokens.introspect(postern, client, first.refreshToken()).status());
    assertEquals(
        200,
        postern
            .post("oauth2/introspect", Optional.of("Bearer " + own), "token", first.accessToken())
            .status());
    assertEquals(200, postern.get("api/me", first.accessToken()).status());
    assertEquals(200, postern.get("api/client", own).status());
    assertEquals(200, postern.patch("api/client", own, "{\"description\":\"new\"}").status());
    assertEquals(
        200,
        postern.send(postern.request(".well-known/oauth-authorization-server").GET()).status());
    assertEquals(200, postern.send(postern.request("api/health/ready").GET()).status());
    Answer second = login.refresh(first.refreshToken());
    assertEquals(200, second.status(), second.body());
    assertEquals(400, login.refresh(first.refreshToken()).status());
    Answer third = login.password();
    assertEquals(200, Tokens.revoke(postern, client, third.accessToken()).status());
    assertEquals(200, Tokens.revoke(postern, client, third.refreshToken()).status());
    assertEquals(200, Tokens.revoke(postern, client, "psr_" + "x".repeat(43)).status());
    assertEquals(400, login.wrongPassword().status());
    assertEquals(400, login.password("username", "nobody").status());
    assertEquals(
        401,
        postern
            .token(new Registered(client.clientId(), "wrong"), "grant_type", "client_credentials")
            .status());
    assertEquals(
        401,
        postern
            .token(new Registered("nobody", "wrong"), "grant_type", "client_credentials")
            .status());
  }

  private static List<JsonObject> plans(Path log, long from) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(log);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    String text = new String(bytes, (int) from, bytes.length - (int) from, StandardCharsets.UTF_8);
    List<JsonObject> plans = new ArrayList<>();
    Matcher matcher = PLAN.matcher(text);
    while (matcher.find()) {
      try (var reader = Json.createReader(new StringReader(matcher.group(1)))) {
        plans.add(reader.readObject());
      }
    }
    return plans;
  }

  private static String query(JsonObject plan) {
    return plan.getString("Query Text", "");
  }

  /** The parts of a plan that read many rows. */
  private static List<String> faults(JsonObject node, long most) {
    List<String> faults = new ArrayList<>();
    long read = number(node, "Actual Rows") + number(node, "Rows Removed by Filter");
    if (read * Math.max(1, number(node, "Actual Loops")) > most) {
      faults.add(node.getString("Node Type") + " reads " + read + " rows");
    }
    if (node.containsKey("Plans")) {
      node.getJsonArray("Plans")
          .getValuesAs(JsonObject.class)
          .forEach(child -> faults.addAll(faults(child, most)));
    }
    return faults;
  }

  private static long number(JsonObject node, String name) {
    JsonNumber number = node.getJsonNumber(name);
    return number == null ? 0 : number.longValue();
  }
}
