package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.client.SecretDetails;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Actors;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Batches;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.common.Variables;
import org.postern.crypto.ServerKeys;
import org.postern.grant.GrantCatalogues;
import org.postern.oauth.AdminScopes;
import org.postern.oauth.ClientId;
import org.postern.oauth.Scope;

/** Export, import with its plan, and what an import deletes. */
class ConfigurationFilesTest {

  private static final byte[] KEY = ServerKeys.newKey();

  private static final String FILE =
      """
      {'version': 1,
       'scopes': [{'name': 'z.write', 'resource_servers': ['shop'], 'roles': ['r2', 'r1']},
                  {'name': 'a.read', 'description': 'Read', 'for': 'client'}],
       'users': [{'username': 'owner', 'password': 'a long enough password 1'},
                 {'username': 'alice', 'password': 'a long enough password 2',
                  'display_name': 'Alice \u00c4', 'email': 'alice@example.org',
                  'roles': ['viewer', 'administrator'], 'locked': true},
                 {'username': 'reset', 'password': 'a long enough password 3',
                  'must_change_password': true, 'password_expires': '2099-01-01T00:00:00Z'},
                 {'username': 'nobody', 'enabled': false}],
       'clients': [{'client_id': 'shop', 'owner': 'owner', 'acts_for_owner': true,
                    'secrets': [{'label': 'old', 'value': 'weak', 'expires': '2099-01-01T00:00:00Z'},
                                {'label': 'new', 'value': 'abcdefghijklmnopqrstuvwxyz'}],
                    'grants': ['password', 'refresh_token', 'client_credentials'],
                    'scopes': ['z.write', 'a.read', 'introspect'], 'default_scopes': ['a.read'],
                    'user_groups': ['g2', 'g1'], 'users': ['owner', 'alice'],
                    'replay_window': 'PT5S', 'enabled': false},
                   {'client_id': 'app', 'type': 'public', 'grants': ['password'],
                    'allow_password_grant_for_public_client': true, 'user_access': 'everyone'}]}
      """;

  private Administrations admin = new Administrations(KEY);

  private static final ImportOptions APPLY = new ImportOptions(false, false);
  private static final ImportOptions PLAN = new ImportOptions(true, false);
  private static final ImportOptions PRUNE = new ImportOptions(false, true);

  private String export() {
    return admin.inTransaction(() -> admin.exports.export(Actor.SETUP));
  }

  private ImportPlan run(Actor actor, String text, ImportOptions options) {
    return admin.configurationImport.run(actor, text.replace('\'', '"'), options);
  }

  private ImportPlan run(String text, ImportOptions options) {
    return run(Actor.SETUP, text, options);
  }

  private static Actor administrator(String username, String clientId) {
    return Actors.ofToken(
        "user:subject",
        Optional.ofNullable(username),
        clientId,
        Scope.parse(AdminScopes.ADMIN),
        "192.0.2.1");
  }

  private static List<String> names(List<ImportPlan.Item> items) {
    return items.stream().map(item -> item.type() + " " + item.name()).toList();
  }

  private AdministrationException refusal(String text, ImportOptions options) {
    return assertThrows(AdministrationException.class, () -> run(text, options));
  }

  // Export

  @Test
  void anImportOfAnExportExportsTheSameBytes() {
    admin.apply(FILE);
    String first = export();
    admin = new Administrations(KEY);

    ImportPlan plan = run(first, APPLY);

    assertEquals(first, export());
    assertEquals(
        List.of(
            "scope a.read",
            "scope z.write",
            "user alice",
            "user nobody",
            "user owner",
            "user reset",
            "client app",
            "client shop"),
        names(plan.created()));
    assertEquals(List.of(), plan.changed());
    assertTrue(admin.passwords.matches("a long enough password 2", hash("alice")));
    assertTrue(first.contains("\"must_change_password\": true"));
    assertTrue(
        admin.clientStore.findByClientId(new ClientId("shop")).orElseThrow().secrets().stream()
            .anyMatch(
                secret ->
                    admin.secretHash.matches(new ClientId("shop"), "weak", secret.hash())
                        && secret.weak()));
  }

  private String hash(String username) {
    return admin.userStore.findByUsername(username).orElseThrow().passwordHash();
  }

  @Test
  void anImportOfAnExportWhereItCameFromChangesNothing() {
    admin.apply(FILE);
    String exported = export();

    ImportPlan plan =
        run(exported.replace("\"version\"", "\"overwrite_secrets\":true,\"version\""), PRUNE);

    assertEquals(List.of(), plan.created());
    assertEquals(List.of(), plan.changed());
    assertEquals(List.of(), plan.deleted());
    assertEquals(exported, export());
  }

  @Test
  void anImportOfAnExportKeepsTheMarkOfAFormerOwner() {
    ClientId shop = shopOfAnotherOwner();
    SecretDetails marked = secret(shop, "new");
    String exported = export();
    String file = exported.replace("\"version\"", "\"overwrite_secrets\":true,\"version\"");

    ImportPlan plan = run(file, PRUNE);

    assertEquals(List.of(), plan.changed());
    assertEquals(marked, secret(shop, "new"));

    admin = new Administrations(KEY);
    run(file, APPLY);
    assertEquals(
        marked.review().map(time -> time.truncatedTo(ChronoUnit.SECONDS)),
        secret(shop, "new").review());
    assertEquals(exported, export());

    // A file that is older than the mark neither takes it away nor gives the secret more time.
    run(file.replaceAll(",\\s*\"(review|expires)\": \"[^\"]*\"", ""), APPLY);
    assertEquals(exported, export());
  }

  @Test
  void anImportKeepsTheMarkOfASecretThatItNamesOtherwise() {
    ClientId shop = shopOfAnotherOwner();
    SecretDetails marked = secret(shop, "new");

    run(
        """
        {'version': 1, 'overwrite_secrets': true, 'clients': [{'client_id': 'shop', 'secrets': [
          {'label': 'renamed', 'value': 'abcdefghijklmnopqrstuvwxyz'},
          {'label': 'new', 'value': 'another secret, quite long'}]}]}
        """,
        APPLY);

    SecretDetails renamed = secret(shop, "renamed");
    assertTrue(marked.review().isPresent());
    assertEquals(marked.review(), renamed.review());
    assertEquals(marked.expires(), renamed.expires());
    assertEquals(Optional.empty(), secret(shop, "new").review());
  }

  @Test
  void markedSecretsCanExchangeTheirLabels() {
    ClientId shop = shopOfAnotherOwner();
    SecretDetails old = secret(shop, "old");
    SecretDetails other = secret(shop, "new");

    run(
        """
        {'version': 1, 'overwrite_secrets': true, 'clients': [{'client_id': 'shop', 'secrets': [
          {'label': 'old', 'value': 'abcdefghijklmnopqrstuvwxyz'},
          {'label': 'new', 'value': 'weak'}]}]}
        """,
        APPLY);

    assertTrue(old.weak() && !other.weak());
    assertTrue(!secret(shop, "old").weak() && secret(shop, "new").weak());
    assertEquals(old.review(), secret(shop, "new").review());
  }

  /** The client of the file after it got another owner, which marks its secrets. */
  private ClientId shopOfAnotherOwner() {
    admin.apply(FILE);
    ClientId shop = new ClientId("shop");
    admin.inTransaction(
        () ->
            admin.clients.change(
                Actor.SETUP,
                shop,
                Precondition.NONE,
                ClientChange.NONE.with(ClientSetting.OWNER, "alice")));
    return shop;
  }

  private SecretDetails secret(ClientId clientId, String label) {
    return admin.inTransaction(() -> admin.clients.secret(Actor.SETUP, clientId, label));
  }

  @Test
  void anExportHoldsNeitherSecretsNorPasswordsNorTheKey() {
    admin.apply(FILE);

    String exported = export();

    assertFalse(exported.contains("abcdefghijklmnopqrstuvwxyz"));
    assertFalse(exported.contains("a long enough password"));
    assertFalse(exported.contains("postern.admin"), "built-in scopes are everywhere");
    assertTrue(
        admin.auditLines().stream().anyMatch(line -> line.startsWith("configuration.exported")));
  }

  @Test
  void onlyAnAdministratorExportsAndImports() {
    Actor reader =
        Actors.ofToken("s", Optional.of("r"), "c", Scope.parse(AdminScopes.READ), "192.0.2.1");

    assertEquals(
        AdministrationException.Kind.FORBIDDEN,
        assertThrows(AdministrationException.class, () -> admin.exports.export(reader)).kind());
    assertEquals(
        AdministrationException.Kind.FORBIDDEN,
        assertThrows(AdministrationException.class, () -> run(reader, "{'version': 1}", PLAN))
            .kind());
  }

  // Hashes

  @Test
  void hashesOfAnotherKeyAreRefusedByName() {
    admin.apply(FILE);
    String exported = export();
    admin = new Administrations(ServerKeys.newKey());

    AdministrationException refusal = refusal(exported, APPLY);

    assertEquals(1, refusal.problems().size());
    assertEquals("/key_fingerprint", refusal.problems().get(0).pointer());
    assertTrue(refusal.problems().get(0).message().contains("another postern.key"));
    assertFalse(admin.userStore.findByUsername("alice").isPresent());
  }

  @Test
  void hashesWithoutFingerprintAreRefused() {
    admin.apply(FILE);
    String exported = export().replaceAll("\"key_fingerprint\": \"[^\"]*\",", "");

    assertEquals("/key_fingerprint", refusal(exported, APPLY).problems().get(0).pointer());
  }

  /** Password hashes carry their own salt and no key of the server. */
  @Test
  void takesThePasswordHashOfAServerThatSpendsALittleMore() {
    String hash =
        "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    run("{'version': 1, 'users': [{'username': 'dear', 'password_hash': '" + hash + "'}]}", APPLY);

    assertEquals(hash, hash("dear"));
  }

  @Test
  void tellsWhatAPasswordHashMayCost() {
    assertEquals(
        List.of(
            "MALFORMED /users/0/password_hash: costs more than this server grants to a hash from"
                + " elsewhere: m of at most 65536 and m times t of at most 196608"
                + " (postern.argon2.memory-kib and postern.argon2.iterations raise this)"),
        ProblemLists.of(
            () ->
                run(
                    "{'version': 1, 'users': [{'username': 'u', 'password_hash':"
                        + " '$argon2id$v=19$m=1048576,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}]}",
                    APPLY)));
  }

  @Test
  void aFileWithoutHashedSecretsMayComeFromAnotherKey() {
    admin.apply(FILE);
    String hash = hash("alice");
    admin = new Administrations(ServerKeys.newKey());

    run(
        "{'version': 1, 'key_fingerprint': 'other',"
            + " 'users': [{'username': 'alice', 'password_hash': '"
            + hash
            + "'}]}",
        APPLY);

    assertEquals(hash, hash("alice"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "password hash|'users': [{'username': 'u', 'password_hash':"
            + " 'plain'}]|/users/0/password_hash",
        "dear password hash|'users': [{'username': 'u', 'password_hash':"
            + " '$argon2id$v=19$m=9999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}]|/users/0/password_hash",
        "large password hash|'users': [{'username': 'u', 'password_hash':"
            + " '$argon2id$v=19$m=1048576,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}]|/users/0/password_hash",
        "long password hash|'users': [{'username': 'u', 'password_hash':"
            + " '$argon2id$v=19$m=65536,t=4,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}]|/users/0/password_hash",
        "both|'users': [{'username': 'u', 'password': 'a long enough password',"
            + " 'password_hash': '$argon2id$v=19$m=8,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}]|/users/0/password_hash",
        "subject|'users': [{'username': 'u', 'subject': 'client:c'}]|/users/0/subject",
        "secret hash|'clients': [{'client_id': 'c', 'secrets': [{'hash': 'x', 'weak': true,"
            + " 'created': '2026-01-01T00:00:00Z'}]}]|/clients/0/secrets/0/hash",
        "hash and value|'clients': [{'client_id': 'c', 'secrets': [{'value': 'x', 'hash': 'x',"
            + " 'weak': true, 'created': '2026-01-01T00:00:00Z'}]}]|/clients/0/secrets/0/value",
        "hash alone|'clients': [{'client_id': 'c', 'secrets': [{'hash': 'x'}]}]"
            + "|/clients/0/secrets/0/weak",
        "hash as secret|'clients': [{'client_id': 'c', 'secret_hash': 'x'}]|/clients/0/secret_hash"
      })
  void hashesAreValidated(String name, String members, String pointer) {
    AdministrationException refusal = refusal("{'version': 1, " + members + "}", APPLY);

    assertTrue(
        refusal.problems().stream().anyMatch(problem -> problem.pointer().equals(pointer)),
        refusal.getMessage());
  }

  /** The client of the request is named too, and the token would be dead at once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'grants': []                                   | refused
          'scopes': [], 'default_scopes': []             | refused
          'enabled': false                               | refused
          'user_access': 'nobody'                        | refused
          'users': []                                    | refused
          'name': 'new', 'grants': ['password'], 'users': ['root', 'other'] |
          """)
  void refusesToTakeTheRightsOfWhoeverAsks(String change, String refused) {
    admin.apply(
        """
        {'version': 1,
         'users': [{'username': 'root', 'roles': ['administrator']},
                   {'username': 'other', 'roles': ['administrator']}],
         'clients': [{'client_id': 'cli', 'grants': ['password'], 'scopes': ['postern.admin'],
                      'users': ['root']}]}
        """);
    String file = "{'version': 1, 'clients': [{'client_id': 'cli', " + change + "}]}";
    Actor root = administrator("root", "cli");

    if (refused == null) {
      assertEquals(List.of("client cli"), names(run(root, file, PLAN).changed()));
    } else {
      assertEquals(
          List.of("INVALID /clients: would take the rights of 'cli', which asks"),
          ProblemLists.of(() -> run(root, file, APPLY)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          none         | []                                                       | refused
          only expired | [{'value': 'past it', 'expires': '2001-01-01T00:00:00Z'}] | refused
          another one  | [{'value': 'another secret of 128 bits'}]                |
          """)
  void refusesToTakeTheSecretsOfTheClientInUse(String name, String secrets, String refused) {
    admin.apply(
        """
        {'version': 1,
         'users': [{'username': 'root', 'roles': ['administrator']}],
         'clients': [{'client_id': 'cli', 'client_secret': 'a secret of 22 chars..',
                      'scopes': ['postern.admin']}]}
        """);
    String file =
        "{'version': 1, 'overwrite_secrets': true, 'clients': [{'client_id': 'cli', 'secrets': "
            + secrets
            + "}]}";
    Actor root = administrator("root", "cli");

    if (refused == null) {
      assertEquals(List.of("client cli"), names(run(root, file, APPLY).changed()));
    } else {
      assertEquals(
          List.of("INVALID /clients: would take the rights of 'cli', which asks"),
          ProblemLists.of(() -> run(root, file, APPLY)));
    }
  }

  /** Ending one of the two would leave the other. */
  @Test
  void refusesOneSecretUnderTwoLabels() {
    admin.apply("{'version': 1, 'clients': [{'client_id': 'app', 'client_secret': 'one'}]}");
    String exported = export();
    String hash = exported.replaceFirst("(?s).*\"hash\": *\"([^\"]+)\".*", "$1");
    String fingerprint = exported.replaceFirst("(?s).*\"key_fingerprint\": *\"([^\"]+)\".*", "$1");
    String file =
        "{'version': 1, 'overwrite_secrets': true, 'key_fingerprint': '%s', 'clients':"
            + " [{'client_id': '%s', 'secrets': [{'label': 'a', 'hash': '%s', 'weak': true,"
            + " 'created': '2024-01-01T00:00:00Z'}, {'label': 'b', 'value': '%s'}]}]}";

    assertEquals(
        List.of("INVALID /clients/0/secrets/1: is the same as another secret of this client"),
        ProblemLists.of(() -> run(file.formatted(fingerprint, "app", hash, "one"), APPLY)));
    assertEquals(
        List.of("client app"),
        names(run(file.formatted(fingerprint, "app", hash, "two"), APPLY).changed()));
  }

  /** A resource server knows the user by the subject. */
  @Test
  void givesTheSubjectOfADeletedUserToNobodyElse() {
    admin.apply("{'version': 1, 'users': [{'username': 'alice'}]}");
    String subject = admin.userStore.findByUsername("alice").orElseThrow().subject();
    admin.inTransaction(
        () -> admin.users.delete(administrator("root", "cli"), "alice", Precondition.NONE));
    String file = "{'version': 1, 'users': [{'username': '%s', 'subject': '" + subject + "'}]}";

    assertEquals(
        List.of("INVALID /users/0/subject: was the subject of another user, who was deleted"),
        ProblemLists.of(() -> run(file.formatted("bob"), APPLY)));
    assertEquals(List.of("user alice"), names(run(file.formatted("alice"), APPLY).created()));
  }

  /** The secrets of the client are under review then, and its tokens would outlive them. */
  @Test
  void refusesToEndTheClientOfWhoeverAsksByItsOwner() {
    admin.apply(
        """
        {'version': 1,
         'users': [{'username': 'root', 'roles': ['administrator']}, {'username': 'mary'}],
         'clients': [{'client_id': 'cli', 'owner': 'mary', 'client_secret': 'a secret of 22 chars..',
                      'user_access_token_lifetime': 'P365D', 'scopes': ['postern.admin']}]}
        """);
    String file = "{'version': 1, 'users': [{'username': 'mary', 'enabled': false}]}";

    assertEquals(
        List.of("INVALID /clients: would take the rights of 'cli', which asks"),
        ProblemLists.of(() -> run(administrator("root", "cli"), file, APPLY)));
    assertEquals(
        List.of("client cli", "user mary"),
        names(run(administrator("root", "other"), file, APPLY).changed()).stream()
            .sorted()
            .toList());
  }

  @Test
  void refusesToTakeTheRoleOfWhoeverAsks() {
    admin.apply(
        """
        {'version': 1, 'users': [{'username': 'root', 'roles': ['administrator']},
                                 {'username': 'other', 'roles': ['administrator']}]}
        """);
    String file = "{'version': 1, 'users': [{'username': 'root', 'roles': []}]}";

    assertEquals(
        List.of("INVALID /users: would take the rights of 'root', who asks"),
        ProblemLists.of(() -> run(administrator("root", "cli"), file, APPLY)));
    assertEquals(
        List.of("user root"), names(run(administrator("other", "cli"), file, APPLY).changed()));
  }

  @Test
  void aSubjectStaysWithItsUser() {
    admin.apply(FILE);
    String subject = admin.userStore.findByUsername("alice").orElseThrow().subject();
    String other = "user:AAAAAAAAAAAAAAAAAAAAAA";

    AdministrationException taken =
        refusal(
            "{'version': 1, 'users': [{'username': 'new', 'subject': '" + subject + "'}]}", APPLY);
    AdministrationException changed =
        refusal(
            "{'version': 1, 'users': [{'username': 'alice', 'subject': '" + other + "'}]}", APPLY);
    run("{'version': 1, 'users': [{'username': 'new', 'subject': '" + other + "'}]}", APPLY);

    assertEquals("/users/0/subject", taken.problems().get(0).pointer());
    assertEquals("/users/0/subject", changed.problems().get(0).pointer());
    assertEquals(other, admin.userStore.findByUsername("new").orElseThrow().subject());
  }

  // The plan

  @Test
  void aDryRunTellsWhatTheImportDoesAndKeepsNothing() {
    admin.apply(FILE);
    String before = export();
    String change =
        "{'version': 1, 'scopes': [{'name': 'new'}], 'users': [{'username': 'alice',"
            + " 'display_name': 'A'}], 'clients': [{'client_id': 'app', 'users': ['alice']}]}";

    ImportPlan plan = run(change, PLAN);

    assertEquals(before, export());
    assertTrue(plan.dryRun());
    assertEquals(List.of("scope new"), names(plan.created()));
    assertEquals(List.of("user alice", "client app"), names(plan.changed()));
    assertEquals(
        "{\"type\":\"user\",\"name\":\"alice\",\"steps\":[{\"kind\":\"user.changed\",\"before\":{\"display_name\":\"Alice"
            + " \u00c4\"},\"after\":{\"display_name\":\"A\"}}]}",
        plan.toJson().getJsonArray("changed").getJsonObject(0).toString());
    ImportPlan done = run(change, APPLY);
    assertEquals(names(plan.created()), names(done.created()));
    assertEquals(names(plan.changed()), names(done.changed()));
    assertFalse(done.dryRun());
  }

  /** Each step of the plan has a line in the trail that says the same, and no line is missing. */
  @Test
  void thePlanSaysExactlyWhatTheTrailSays() {
    admin.apply(FILE);
    List<String> before = admin.auditLines();
    String groups =
        IntStream.range(0, 100)
            .mapToObj(i -> "'" + i + "-" + "g".repeat(240) + "'")
            .collect(Collectors.joining(", "));

    ImportPlan plan =
        run(
            """
            {'version': 1, 'overwrite_secrets': true,
             'scopes': [{'name': 'a.read', 'description': 'other', 'roles': ['r3']},
                        {'name': 'new', 'resource_servers': ['shop']}],
             'users': [{'username': 'alice', 'display_name': 'A', 'password': 'a long enough one'},
                       {'username': 'second', 'password': 'another long enough one'},
                       {'username': 'nobody', 'email': 'n@example.org'}],
             'clients': [{'client_id': 'shop', 'owner': 'alice', 'users': ['nobody', 'alice'],
                          'scopes': ['a.read', 'introspect'],
                          'secrets': [{'label': 'renamed', 'value': 'abcdefghijklmnopqrstuvwxyz'},
                                      {'label': 'third', 'value': 'another secret, quite long'}]},
                         {'client_id': 'many', 'user_groups': [GROUPS]}],
             'retired_client_ids': ['gone']}
            """
                .replace("GROUPS", groups),
            PRUNE);

    List<String> lines = new ArrayList<>(admin.auditLines());
    before.forEach(lines::remove);
    List<String> expected =
        lines.stream().filter(line -> !line.startsWith("import.applied")).sorted().toList();
    assertEquals(expected, steps(plan).stream().sorted().toList());
    assertEquals(
        Set.of(
            "scope.created",
            "scope.changed",
            "scope.deleted",
            "user.created",
            "user.changed",
            "user.deleted",
            "user.password_changed",
            "client.created",
            "client.changed",
            "client.deleted",
            "client.secret_added",
            "client.secret_changed",
            "client.secret_removed",
            "client.user_assigned",
            "client.user_unassigned",
            "client.identifier_retired"),
        expected.stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toSet()));
    assertTrue(expected.stream().anyMatch(line -> line.contains(" characters)")));
  }

  // The steps in the form of Administrations.auditLines.
  private static List<String> steps(ImportPlan plan) {
    JsonObject json = plan.toJson();
    return Stream.of("created", "changed", "deleted")
        .flatMap(list -> json.getJsonArray(list).stream())
        .map(JsonValue::asJsonObject)
        .flatMap(
            item ->
                item.getJsonArray("steps").stream().map(step -> line(item, step.asJsonObject())))
        .toList();
  }

  private static String line(JsonObject item, JsonObject step) {
    String name = item.getString("name");
    boolean isClient = item.getString("type").equals("client");
    boolean isUser = item.getString("type").equals("user");
    JsonObject detail = Json.createObjectBuilder(step).remove("kind").remove("username").build();
    return String.join(
        " ",
        step.getString("kind"),
        "system:setup",
        isClient ? name : "-",
        isUser ? name : step.getString("username", "-"),
        detail.isEmpty() ? "-" : detail.toString());
  }

  @Test
  void doesWhatAPreviewToldAndNothingElse() {
    admin.apply(FILE);
    String before = export();
    String change =
        "{\"version\": 1, \"users\": [{\"username\": \"alice\", \"display_name\": \"A\"}]}";
    ConfigurationImport imports = admin.configurationImport;

    ConfigurationImport.Preview preview = imports.preview(Actor.SETUP, change, false);

    assertEquals(List.of("user alice"), names(preview.plan().changed()));
    refusesAsStale(change.replace("\"A\"", "\"B\""), preview.seal());
    refusesAsStale(change, "another");
    assertEquals(before, export());
    assertEquals(
        List.of("user alice"),
        names(imports.apply(Actor.SETUP, change, false, preview.seal()).changed()));
    // After the first import there is nothing left to do, so the plan is a different one.
    refusesAsStale(change, preview.seal());
  }

  private void refusesAsStale(String text, String seal) {
    AdministrationException refusal =
        assertThrows(
            AdministrationException.class,
            () -> admin.configurationImport.apply(Actor.SETUP, text, false, seal));
    assertEquals(AdministrationException.Kind.STALE, refusal.kind());
  }

  @Test
  void aPlanMasksSecretsAndPasswords() {
    String plan = run(FILE, PLAN).toJson().toString();

    assertFalse(plan.contains("abcdefghijklmnopqrstuvwxyz"), plan);
    assertFalse(plan.contains("a long enough password"), plan);
    assertTrue(plan.contains("client.secret_added"), plan);
  }

  @Test
  void anImportByRequestIsAppliedEveryTime() {
    run("{'version': 1, 'scopes': [{'name': 'again', 'description': 'A'}]}", APPLY);
    run("{'version': 1, 'scopes': [{'name': 'again', 'description': 'B'}]}", APPLY);

    ImportPlan plan =
        run("{'version': 1, 'scopes': [{'name': 'again', 'description': 'A'}]}", APPLY);

    assertEquals(List.of("scope again"), names(plan.changed()));
  }

  /**
   * Creating the second client by itself would be refused, but a file may hold both, because an
   * older installation may have had them.
   */
  @Test
  void aFileMayHaveClientsThatDifferInCaseOnly() {
    run(
        administrator("root", "app"),
        "{'version': 1, 'clients': [{'client_id': 'shop'}, {'client_id': 'Shop'}]}",
        APPLY);

    assertTrue(admin.clientStore.findByClientId(new ClientId("Shop")).isPresent());
  }

  @Test
  void aRequestNeverSeesTheEnvironment() {
    admin.environment.put("SECRET_OF_THE_SERVER", "hidden");

    run(
        "{'version': 1, 'scopes': [{'name': 's', 'description': '${env.SECRET_OF_THE_SERVER}'}]}",
        APPLY);

    assertTrue(export().contains("${env.SECRET_OF_THE_SERVER}"));
    assertFalse(export().contains("hidden"));
  }

  // Pruning

  @Test
  void pruningDeletesWhatTheFileDoesNotName() {
    admin.apply(FILE);

    ImportPlan plan =
        run(
            "{'version': 1, 'scopes': [{'name': 'a.read'}], 'users': [{'username': 'nobody'}],"
                + " 'clients': [{'client_id': 'app'}]}",
            PRUNE);

    assertEquals(
        List.of("scope z.write", "client shop", "user owner", "user alice", "user reset"),
        names(plan.deleted()));
    assertEquals(List.of(), plan.kept());
    String left = export();
    assertFalse(left.contains("z.write"));
    assertFalse(left.contains("alice"));
    assertTrue(left.contains("\"app\""));
  }

  @Test
  void withoutPruningNothingIsDeleted() {
    admin.apply(FILE);
    String before = export();

    ImportPlan plan = run("{'version': 1, 'scopes': [], 'users': [], 'clients': []}", APPLY);

    assertEquals(List.of(), plan.deleted());
    assertEquals(before, export());
  }

  @Test
  void pruningSparesWhoAsksAndTheClientInUse() {
    admin.apply(FILE);
    admin.apply("{'version': 1, 'users': [{'username': 'root', 'roles': ['administrator']}]}");

    ImportPlan plan =
        run(
            administrator("root", "app"),
            "{'version': 1, 'scopes': [], 'users': [], 'clients': []}",
            PRUNE);

    assertEquals(
        List.of(
            new ImportPlan.Kept("client", "app", "asked for this import"),
            new ImportPlan.Kept("user", "root", "asked for this import")),
        plan.kept());
    assertTrue(admin.userStore.findByUsername("root").isPresent());
    assertTrue(admin.clientStore.findByClientId(new ClientId("app")).isPresent());
    assertFalse(admin.userStore.findByUsername("alice").isPresent());
  }

  /** If a file lacks one of the lists, the list may have been lost by mistake. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'scopes': [], 'users': []",
        "'scopes': [], 'clients': []",
        "'users': [], 'clients': []"
      })
  void pruningWantsAllLists(String lists) {
    admin.apply(FILE);
    String before = export();

    AdministrationException refusal = refusal("{'version': 1, " + lists + "}", PRUNE);

    assertTrue(refusal.getMessage().contains("must have scopes, users and clients"));
    assertEquals(before, export());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "role|'users': [{'username': 'root', 'roles': ['viewer']}]|/users",
        "disabled|'users': [{'username': 'root', 'enabled': false}]|/users",
        "locked|'users': [{'username': 'root', 'locked': true}]|/users",
        "client|'clients': [{'client_id': 'app', 'enabled': false}]|/clients"
      })
  void nobodyShutsOutOneself(String name, String members, String pointer) {
    admin.apply(FILE);
    admin.apply("{'version': 1, 'users': [{'username': 'root', 'roles': ['administrator']}]}");
    String before = export();

    AdministrationException refusal =
        assertThrows(
            AdministrationException.class,
            () -> run(administrator("root", "app"), "{'version': 1, " + members + "}", APPLY));

    assertEquals(pointer, refusal.problems().get(0).pointer());
    assertEquals(before, export());
    run("{'version': 1, " + members + "}", APPLY);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"${env.HOME}", "$${env.HOME}", "$$${env.HOME}", "x ${env.A}${env.B", "${other} $$ $"})
  void aTextThatLooksLikeAVariableStaysThatText(String text) {
    run(
        "{'version': 1, 'clients': [{'client_id': 'c', 'type': 'public', 'description': '"
            + Variables.escape(text)
            + "'}]}",
        APPLY);
    String exported = export();
    assertTrue(exported.contains("\"" + Variables.escape(text) + "\""), exported);

    // The file is applied once by a request, and once as the file that a server starts with.
    admin = new Administrations(KEY);
    admin.environment.put("HOME", "secret");
    run(exported, APPLY);
    assertEquals(exported, export());
    admin = new Administrations(KEY);
    admin.environment.put("HOME", "secret");
    assertTrue(admin.configurationImport.apply(Actor.SETUP, exported));
    assertEquals(exported, export());
  }

  @Test
  void takesAsManyObjectsAsFitIntoTheHeap() {
    // Two users, two clients and a scope, and beside them eight times one object and seven more.
    ImportContent content =
        ImportReader.read(
            """
            {"version": 1, "scopes": [{"name": "s"}], "users": [{"username": "u"}, {"username": "v"}],
             "clients": [{"client_id": "a"},
                         {"client_id": "b", "users": ["u", "v"],
                          "secrets": [{"label": "x", "value": "1"}, {"label": "y", "value": "2"}]}],
             "retired_client_ids": ["c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"]}
            """,
            name -> Optional.empty(),
            admin.passwords,
            GrantCatalogues.ALL);

    ConfigurationImport.requireFits(content, 6 * 16_384);
    AdministrationException refusal =
        assertThrows(
            AdministrationException.class,
            () -> ConfigurationImport.requireFits(content, 6 * 16_384 - 1));

    assertEquals(
        List.of(
            "INVALID has 5 scopes, users and clients, and 15 secrets, assignments and retired"
                + " identifiers, 8 of which count as one client; this server has the memory for 5"
                + " in one import: use several files, or give it a larger heap (-Xmx)"),
        refusal.problems().stream().map(problem -> refusal.kind() + " " + problem).toList());
  }

  /** Every part of the import has more entries than one batch holds. */
  @Test
  void worksThroughManyPartsAndPrunesAsMany() {
    StringBuilder clients = new StringBuilder();
    StringBuilder users = new StringBuilder();
    for (int i = 0; i < 2 * Batches.FEW + 1; i++) {
      users.append("{'username': 'u%d'},".formatted(i));
      clients.append(
          ("{'client_id': 'c%d', 'owner': 'u%d', 'client_secret': 'abcdefghijklmnopqrstuvwxyz',"
                  + " 'scopes': ['s'], 'users': ['u%d']},")
              .formatted(i, i, i));
    }
    String many =
        "{'version': 1, 'scopes': [{'name': 's', 'resource_servers': ['c0']}], 'users': ["
            + users
            + "{'username': 'last'}], 'clients': ["
            + clients
            + "{'client_id': 'last', 'type': 'public'}]}";

    ImportPlan made = run(many, APPLY);
    ImportPlan again = run(many, APPLY);
    ImportPlan pruned = run("{'version': 1, 'scopes': [], 'users': [], 'clients': []}", PRUNE);

    assertEquals(2 * (2 * Batches.FEW + 2) + 1, made.created().size());
    assertEquals(List.of(), again.created());
    assertEquals(List.of(), again.changed());
    assertEquals(made.created().size(), pruned.deleted().size());
  }

  /** Resource servers know a client by its identifier, wherever it is registered. */
  @Test
  void takesIdentifiersOfDeletedClientsAlong() {
    run(FILE, APPLY);
    assertFalse(export().contains("retired_client_ids"));
    admin.inTransaction(
        () -> admin.clients.delete(Actor.SETUP, new ClientId("app"), Precondition.NONE));
    String exported = export();

    admin = new Administrations(KEY);
    ImportPlan plan = run(exported, APPLY);

    assertEquals(exported, export());
    assertTrue(
        plan.changed().stream()
            .anyMatch(
                item ->
                    item.name().equals("app")
                        && item.steps().get(0).kind().equals("client.identifier_retired")));
    assertEquals(List.of(), run(exported, APPLY).changed());
    assertEquals(
        List.of(
            "INVALID /clients/0/client_id: was the identifier of a client that is deleted, and is"
                + " never given to another one"),
        ProblemLists.of(() -> run("{'version': 1, 'clients': [{'client_id': 'app'}]}", APPLY)));
  }

  /** A node of an earlier version may have given the identifier to a new client. */
  @Test
  void takesARetiredIdentifierThatAClientOfTheFileHas() {
    String file =
        "{'version': 1, 'clients': [{'client_id': 'app'}], 'retired_client_ids': ['app']}";

    assertEquals("app", run(file, APPLY).created().get(0).name());
    assertEquals(List.of(), run(file, APPLY).changed());
  }

  @Test
  void refusesWhatIsNoIdentifier() {
    assertEquals(
        List.of(
            "MALFORMED /retired_client_ids/1: must have 1 to 128 printable ASCII characters",
            "MALFORMED /retired_client_ids/2: must have 1 to 128 printable ASCII characters"),
        ProblemLists.of(
            () -> run("{'version': 1, 'retired_client_ids': ['a', '', '\u00e4']}", APPLY)));
  }
}
