package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** {@code GET api/admin/export} and {@code POST api/admin/import}. */
@Tag(Kinds.OWN_SERVER)
class ConfigurationFilesIT extends DeployedWar {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  /** The content of the first server. The second one starts with another administrator. */
  private static final String FIRST =
      """
      {"version": 1,
       "scopes": [{"name": "z.write", "resource_servers": ["shop"], "roles": ["b", "a"]},
                  {"name": "a.read", "description": "R\u00e4ad", "for": "client"}],
       "users": [{"username": "owner"},
                 {"username": "alice", "password": "alice has a long password",
                  "display_name": "Alice", "email": "alice@example.org", "roles": ["viewer"]},
                 {"username": "reset", "password": "a password for one time",
                  "must_change_password": true, "password_expires": "2099-01-01T00:00:00Z"},
                 {"username": "gone", "enabled": false, "locked": true}],
       "clients": [{"client_id": "ops", "client_secret": "a secret of the operators 1",
                    "grants": ["client_credentials"], "scopes": ["postern.admin"],
                    "default_scopes": ["postern.admin"]},
                   {"client_id": "shop", "owner": "owner", "acts_for_owner": true,
                    "secrets": [{"label": "old", "value": "weak"},
                                {"label": "new", "value": "a secret of the shop, quite long",
                                 "expires": "2099-01-01T00:00:00Z"}],
                    "grants": ["password", "refresh_token", "client_credentials"],
                    "scopes": ["z.write", "a.read"], "default_scopes": ["a.read"],
                    "user_groups": ["g2", "g1"], "users": ["owner", "alice"],
                    "replay_window": "PT5S"},
                   {"client_id": "app", "type": "public", "grants": ["refresh_token"],
                    "user_access": "everyone", "enabled": false}]}
      """;

  private static final String SECOND =
      """
      {"version": 1,
       "scopes": [{"name": "temporary.read", "resource_servers": ["temporary"]}],
       "clients": [{"client_id": "temporary", "client_secret": "a secret of nobody for long",
                    "grants": ["client_credentials"], "scopes": ["postern.admin"],
                    "default_scopes": ["postern.admin"]}]}
      """;

  private static final int RACES = 30;

  private final Postern postern = Postern.MANAGED;
  private final Admins administrator = Admins.administrator();
  private final String mark = "files" + System.nanoTime();

  private static Admins login(Postern server, String clientId, String secret) {
    Registered client = new Registered(clientId, secret);
    return new Admins(server, Optional.of(Tokens.ofClient(server, client)));
  }

  private static Server server(String name, Path directory, String file) throws Exception {
    Path path = directory.resolve(name + ".json");
    Files.writeString(path, file);
    Server server =
        Server.create("it-" + name, Map.of("postern.key", KEY, "postern.import", path.toString()));
    server.start("oauth2/token");
    return server;
  }

  private static List<String> names(Answer plan, String what) {
    assertEquals(200, plan.status(), plan.body());
    return plan.json().getJsonArray(what).getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString("type") + " " + item.getString("name"))
        .sorted()
        .toList();
  }

  /** Export, import into an empty database with the same key, export again. */
  @Test
  void anExportComesBackAsTheSameBytes(@TempDir Path directory) throws Exception {
    String exported;
    try (Server first = server("export", directory, FIRST)) {
      Answer answer =
          login(new Postern(first.base()), "ops", "a secret of the operators 1").get("export");
      assertEquals(200, answer.status());
      assertEquals("application/json;charset=utf-8", answer.header("content-type").orElseThrow());
      assertEquals("no-store", answer.header("cache-control").orElseThrow());
      exported = answer.body();
    }

    try (Server second = server("import", directory, SECOND)) {
      Postern server = new Postern(second.base());
      Admins temporary = login(server, "temporary", "a secret of nobody for long");
      Answer planned = temporary.post("import?dry_run=true", exported);
      assertEquals(404, temporary.get("clients/shop").status());
      Answer done = temporary.post("import", exported);
      // A secret that is known only by its hash works: the key is the same.
      Admins ops = login(server, "ops", "a secret of the operators 1");
      Answer pruned = ops.post("import?prune=true", exported);
      Answer again = ops.get("export");

      assertEquals(
          List.of(
              "client app",
              "client ops",
              "client shop",
              "scope a.read",
              "scope z.write",
              "user alice",
              "user gone",
              "user owner",
              "user reset"),
          names(done, "created"));
      assertEquals(names(planned, "created"), names(done, "created"));
      assertEquals(List.of(), names(pruned, "created"));
      assertEquals(List.of(), names(pruned, "changed"));
      assertTrue(
          names(pruned, "deleted").containsAll(List.of("client temporary", "scope temporary.read")),
          pruned.body());
      // The identifier of the client that was pruned is given to nobody any more.
      String retired = ",\\s*\"retired_client_ids\":\\s*\\[\\s*\"temporary\"\\s*]";
      assertEquals(exported, again.body().replaceFirst(retired, ""));
      assertEquals(401, temporary.get("export").status());
      assertEquals(
          200,
          server
              .token(
                  new Registered("shop", "weak"),
                  "grant_type",
                  "password",
                  "username",
                  "alice",
                  "password",
                  "alice has a long password")
              .status());
      assertFalse(exported.contains("a password for one time"));
      assertFalse(exported.contains("alice has a long password"));
      assertFalse(exported.contains("a secret of the"));
    }
  }

  private String client(String more) {
    return "{\"version\":1,\"clients\":[{\"client_id\":\"" + mark + "\"" + more + "}]}";
  }

  @Test
  void aDryRunKeepsNothingAndTellsWhatTheImportThenDoes() {
    String file = client(",\"client_secret\":\"secret of " + mark + "\"");

    Answer planned = administrator.post("import?dry_run=true", file);
    int afterPlan = administrator.get("clients/" + mark).status();
    Answer done = administrator.post("import", file);
    Answer changed = administrator.post("import", client(",\"name\":\"N\""));

    assertEquals(404, afterPlan);
    assertEquals(List.of("client " + mark), names(planned, "created"));
    assertTrue(planned.json().getBoolean("dry_run"));
    assertEquals(List.of("client " + mark), names(done, "created"));
    assertFalse(done.json().getBoolean("dry_run"));
    assertFalse(done.body().contains("secret of"));
    assertEquals(
        Json.createReader(
                new java.io.StringReader(
                    "[{\"type\":\"client\",\"name\":\""
                        + mark
                        + "\",\"steps\":[{\"kind\":\"client.changed\","
                        + "\"before\":{\"name\":\"\"},\"after\":{\"name\":\"N\"}}]}]"))
            .readArray(),
        changed.json().getJsonArray("changed"));
    assertEquals(200, administrator.get("clients/" + mark).status());
  }

  @Test
  void theTrailTellsWhoImportedFromWhere() {
    administrator.post("import", client(""));

    JsonObject line =
        administrator
            .get("audit?kind=client.created&client=" + mark)
            .json()
            .getJsonArray("items")
            .getJsonObject(0);

    assertTrue(line.getString("actor").startsWith("client:client-"), line.toString());
    assertEquals("127.0.0.1", line.getString("source"));
  }

  @Test
  void nothingIsAppliedWhenAnythingIsWrong() {
    Answer refused =
        administrator.post(
            "import",
            "{\"version\":1,\"scopes\":[{\"name\":\""
                + mark
                + "\"}],\"clients\":[{\"client_id\":\"c\",\"scopes\":[\"missing\"]}]}");

    assertEquals(422, refused.status(), refused.body());
    assertEquals(
        "/clients/0/scopes/0",
        refused
            .json()
            .getJsonArray("errors")
            .getJsonObject(0)
            .getString("pointer")
            .replace("#", ""));
    assertEquals(
        List.of("scope " + mark),
        names(
            administrator.post(
                "import?dry_run=true", "{\"version\":1,\"scopes\":[{\"name\":\"" + mark + "\"}]}"),
            "created"));
  }

  @Test
  void hashesOfAnotherKeyAreNamed() {
    String hash = "A".repeat(43);
    String file =
        client(
                ",\"secrets\":[{\"hash\":\""
                    + hash
                    + "\",\"weak\":false,\"created\":\"2026-01-01T00:00:00Z\"}]")
            .replace("\"clients\"", "\"key_fingerprint\":\"" + hash + "\",\"clients\"");

    Answer refused = administrator.post("import", file);

    assertEquals(422, refused.status(), refused.body());
    assertTrue(refused.body().contains("/key_fingerprint"), refused.body());
    assertTrue(refused.body().contains("another postern.key"), refused.body());
    assertEquals(404, administrator.get("clients/" + mark).status());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON|import|nonsense|400",
        "no version|import|{}|400",
        "unknown member|import|{\"version\":1,\"secrets\":[]}|400",
        "prune without lists|import?prune=true|{\"version\":1}|422",
        "unknown parameter|import?force=true|{\"version\":1}|400",
        "dry_run=1|import?dry_run=1|{\"version\":1}|400",
        "prune twice|import?prune=true&prune=false|{\"version\":1}|400",
        "nothing to do|import|{\"version\":1}|200"
      })
  void refusesABadRequest(String name, String path, String body, int status) {
    Answer answer = administrator.post(path, body);

    assertEquals(status, answer.status(), answer.body());
  }

  /** Other bodies end at 64 KiB. */
  @Test
  void takesFilesOfSixteenMebibytes() {
    String description = "x".repeat(2_000);
    StringBuilder large = new StringBuilder("{\"version\":1,\"scopes\":[");
    for (int i = 0; i < 50; i++) {
      large.append(i == 0 ? "" : ",");
      large.append("{\"name\":\"" + mark + i + "\",\"description\":\"" + description + "\"}");
    }
    String file = large.append("]}").toString();
    int padding = 16 * 1024 * 1024 - file.getBytes(StandardCharsets.UTF_8).length;

    assertEquals(
        200, administrator.post("import?dry_run=true", file + " ".repeat(padding)).status());
    assertEquals(
        413, administrator.post("import?dry_run=true", file + " ".repeat(padding + 1)).status());
  }

  @Test
  void onlyAdministratorsExportAndImport() {
    Admins reader = Admins.reader();

    assertEquals(403, reader.get("export").status());
    assertEquals(403, reader.post("import?dry_run=true", "{\"version\":1}").status());
    assertEquals(401, new Admins(postern, Optional.empty()).get("export").status());
    assertEquals(200, administrator.get("export").status());
  }

  /**
   * The import and the other change need the same two clients, of which the file names only one.
   * They must lock them in the same order: otherwise one of them is answered with 503.
   */
  @Test
  void anImportDoesNotDeadlockWithAChangeOfTheClientsOfAnOwnerWhomItDisables() {
    Users.Registered owner = Users.any().roles("client-owner").create();
    Registered owned = Clients.confidential().with("owner", owner.username()).create();
    Registered named = Clients.confidential().create();
    String scope = "scope-" + mark;
    String servers =
        "\"resource_servers\":[\"%s\",\"%s\"]".formatted(owned.clientId(), named.clientId());
    assertEquals(
        201, administrator.post("scopes", "{\"name\":\"" + scope + "\"," + servers + "}").status());

    for (int round = 0; round < RACES; round++) {
      String description = "{\"description\":\"round " + round + "\"," + servers + "}";
      String file =
          """
          {"version":1,"users":[{"username":"%s","enabled":%s}],
           "clients":[{"client_id":"%s","name":"round %d"}]}
          """;
      String disabling = file.formatted(owner.username(), false, named.clientId(), round);
      List<Answer> answers =
          Parallel.atOnce(
              List.of(
                  () -> administrator.post("import", disabling),
                  () -> administrator.patch("scopes/" + scope, description)));
      answers.forEach(answer -> assertEquals(200, answer.status(), answer.toString()));
      assertEquals(
          200,
          administrator
              .post("import", file.formatted(owner.username(), true, named.clientId(), round))
              .status());
    }
  }
}
