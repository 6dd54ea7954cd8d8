package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** {@code POST}, {@code PATCH} and {@code DELETE api/admin/clients} and their secrets. */
class AdministerClientsIT extends DeployedWar {

  private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());
  private static final Duration USAGE = Duration.ofSeconds(30);

  private final Postern postern = Postern.MANAGED;
  private final Admins admin = Admins.administrator();
  private final String id = "made-" + NEXT.incrementAndGet();
  private final String path = "clients/" + id;

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  /** Creates the client of this test with the client credentials grant, and returns its secret. */
  private String create(String more) {
    Answer answer =
        admin.post(
            "clients",
            quoted("{'client_id':'" + id + "','grants':['client_credentials']" + more + "}"));
    assertEquals(201, answer.status(), answer.body());
    String secret = answer.json().getJsonArray("secrets").getJsonObject(0).getString("value");
    SecretsOfTests.remember(secret);
    return secret;
  }

  private int token(String secret) {
    return postern.token(new Registered(id, secret), "grant_type", "client_credentials").status();
  }

  // Creation

  @Test
  void createsAConfidentialClientWithASecretThatIsShownOnce() {
    Answer answer =
        admin.post("clients", quoted("{'client_id':'" + id + "','grants':['client_credentials']}"));

    assertEquals(201, answer.status(), answer.body());
    assertTrue(
        answer.header("location").orElseThrow().endsWith("/postern/api/admin/clients/" + id));
    JsonObject secret = answer.json().getJsonArray("secrets").getJsonObject(0);
    SecretsOfTests.remember(secret.getString("value"));
    assertTrue(secret.getString("value").matches("pss_[A-Za-z0-9_-]{43}"));
    assertEquals("default", secret.getString("label"));
    assertFalse(secret.getBoolean("weak"));
    assertEquals(200, token(secret.getString("value")));
    Answer shown = admin.get(path);
    assertEquals(shown.header("etag"), answer.header("etag"));
    assertFalse(shown.body().contains(secret.getString("value")));
    assertFalse(shown.body().contains("value"));
  }

  @Test
  void makesTheIdentifierThatIsLeftOut() {
    Answer answer = admin.post("clients", quoted("{'grants':['client_credentials']}"));

    assertEquals(201, answer.status(), answer.body());
    String made = answer.json().getString("client_id");
    String secret = answer.json().getJsonArray("secrets").getJsonObject(0).getString("value");
    SecretsOfTests.remember(secret);
    assertTrue(made.matches("client-[0-9a-z]{20}"), made);
    assertTrue(
        answer.header("location").orElseThrow().endsWith("/postern/api/admin/clients/" + made));
    assertEquals(
        200,
        postern.token(new Registered(made, secret), "grant_type", "client_credentials").status());
    assertEquals(204, admin.delete("clients/" + made).status());
  }

  /** The console's pages end like that, and the console must not answer for the API. */
  @Test
  void administersWhatIsNamedLikeAPageOfTheConsole() {
    String name = id + ".xhtml";
    assertEquals(201, admin.post("clients", quoted("{'client_id':'" + name + "'}")).status());
    String secrets = "clients/" + name + "/secrets";
    assertEquals(201, admin.post(secrets, quoted("{'label':'x.xhtml'}")).status());

    assertEquals(204, admin.delete(secrets + "/x.xhtml").status());
    Answer shown = admin.get("clients/" + name);
    Answer changed = admin.patch("clients/" + name, quoted("{'name':'Page'}"));
    Answer deleted = admin.delete("clients/" + name);

    assertEquals(200, shown.status(), shown.body());
    assertEquals(200, changed.status(), changed.body());
    assertEquals(204, deleted.status(), deleted.body());
  }

  @Test
  void takesAChosenSecretAndSaysThatItIsWeak() {
    Answer answer =
        admin.post(
            "clients",
            quoted(
                "{'client_id':'"
                    + id
                    + "','grants':['client_credentials'],'secrets':[{'label':'old','value':'short"
                    + id
                    + "'},{'label':'made','expires':'2100-01-01T00:00:00Z'}]}"));

    assertEquals(201, answer.status(), answer.body());
    SecretsOfTests.remember("short" + id);
    List<JsonObject> secrets = answer.json().getJsonArray("secrets").getValuesAs(JsonObject.class);
    assertFalse(secrets.get(0).containsKey("value"));
    assertEquals("2100-01-01T00:00:00Z", secrets.get(1).getString("expires"));
    assertTrue(secrets.get(1).containsKey("value"));
    assertEquals(200, token("short" + id));
  }

  @Test
  void createsAPublicClientWithoutASecret() {
    Answer answer = admin.post("clients", quoted("{'client_id':'" + id + "','type':'public'}"));

    assertEquals(201, answer.status(), answer.body());
    assertEquals("[]", answer.json().getJsonArray("secrets").toString());
  }

  @Test
  void fillsInNoVariable() {
    create(",'name':'${env.PATH} and ${env.HOME}'");

    assertEquals("${env.PATH} and ${env.HOME}", admin.get(path).json().getString("name"));
  }

  static Stream<Arguments> taken() {
    return Stream.of(
        arguments("the same", "", "there is already a client"),
        arguments("in upper case", "upper", "could be confused with the client"),
        arguments("with a space", "space", "could be confused with the client"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("taken")
  void refusesAnIdentifierThatIsTakenOrEasilyTakenForAnother(
      String name, String form, String wrong) {
    create("");
    String other =
        switch (form) {
          case "upper" -> id.toUpperCase(java.util.Locale.ROOT);
          case "space" -> id.replace("-", "- ");
          default -> id;
        };

    Answer answer = admin.post("clients", quoted("{'client_id':'" + other + "'}"));

    assertEquals(409, answer.status(), answer.body());
    assertEquals(
        Admins.problem(
            409,
            "The change does not go together with what exists",
            "pointer",
            "/client_id",
            wrong + " '" + id + "'"),
        answer.json());
  }

  @Test
  void oneOfManyWhoCreateTheSameClientWins() {
    List<Integer> statuses =
        Parallel.atOnce(
            8, i -> admin.post("clients", quoted("{'client_id':'" + id + "'}")).status());

    assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
    assertEquals(7, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
  }

  // Changes

  @Test
  void changesWhatIsNamedAndNothingElse() {
    String secret = create(",'name':'Before','access_token_lifetime':'PT5M'");

    Answer answer = admin.patch(path, quoted("{'name':'After','scopes':['client.self']}"));

    assertEquals(200, answer.status(), answer.body());
    assertEquals("After", answer.json().getString("name"));
    assertEquals("PT5M", answer.json().getString("access_token_lifetime"));
    assertEquals("[\"client.self\"]", answer.json().getJsonArray("scopes").toString());
    assertEquals("After", admin.get(path).json().getString("name"));
    assertEquals(200, token(secret));
  }

  @Test
  void nullIsTheDefault() {
    create(
        ",'name':'N','access_token_lifetime':'PT5M','user_groups':['g'],'owner':'"
            + Users.any().create().username()
            + "'");

    Answer answer =
        admin.patch(
            path,
            quoted(
                "{'name':null,'access_token_lifetime':null,'user_groups':null,'owner':null,"
                    + "'grants':null}"));

    assertEquals(200, answer.status(), answer.body());
    assertEquals("", answer.json().getString("name"));
    assertEquals("PT1H", answer.json().getString("access_token_lifetime"));
    assertEquals("[]", answer.json().getJsonArray("user_groups").toString());
    assertEquals("[]", answer.json().getJsonArray("grants").toString());
    assertEquals("", answer.json().getString("owner"));
  }

  @Test
  void disablingEndsTheTokensAndEnablingRevivesNone() {
    Registered client = new Registered(id, create(""));
    String token = Tokens.ofClient(postern, client);

    assertEquals(200, admin.patch(path, quoted("{'enabled':false}")).status());
    assertEquals(401, postern.get("api/me", token).status());
    assertEquals(401, token(client.secret()));

    assertEquals(200, admin.patch(path, quoted("{'enabled':true}")).status());
    assertEquals(401, postern.get("api/me", token).status());
    assertEquals(200, token(client.secret()));
  }

  @Test
  void deletesAClientWithItsTokens() {
    Registered client = new Registered(id, create(""));
    String token = Tokens.ofClient(postern, client);

    Answer answer = admin.delete(path);

    assertEquals(204, answer.status(), answer.body());
    assertEquals("", answer.body());
    assertEquals(404, admin.get(path).status());
    assertEquals(404, admin.delete(path).status());
    assertEquals(401, postern.get("api/me", token).status());
    assertEquals(401, token(client.secret()));
  }

  /** RFC 7662 §2.2: without the client, the tokens of the scope would have no {@code aud}. */
  @Test
  void keepsTheOnlyResourceServerOfAScope() {
    create("");
    String scope = Scopes.forKind("client").resourceServers(id).create();

    Answer refused = admin.delete(path);

    assertEquals(409, refused.status(), refused.body());
    assertEquals(
        "the client is the only resource server of these scopes, whose tokens would then be for"
            + " any: "
            + scope
            + "; give them another one, or none, before",
        refused.json().getString("detail"));
    assertEquals(200, admin.patch("scopes/" + scope, quoted("{'resource_servers':[]}")).status());
    assertEquals(204, admin.delete(path).status());
  }

  // If-Match: RFC 9110 §13.1.1, RFC 6585 §3

  @Test
  void aLostRaceChangesNothing() {
    create("");
    String etag = admin.get(path).header("etag").orElseThrow();

    Answer first =
        admin.send("PATCH", path, Optional.of(etag), Optional.of(quoted("{'name':'first'}")));
    Answer second =
        admin.send("PATCH", path, Optional.of(etag), Optional.of(quoted("{'name':'second'}")));
    Answer deletion = admin.send("DELETE", path, Optional.of(etag), Optional.empty());

    assertEquals(200, first.status(), first.body());
    assertEquals(412, second.status(), second.body());
    assertEquals(412, second.json().getInt("status"));
    assertEquals(412, deletion.status());
    assertEquals("first", admin.get(path).json().getString("name"));
    String now = first.header("etag").orElseThrow();
    assertEquals(now, admin.get(path).header("etag").orElseThrow());
    assertEquals(204, admin.send("DELETE", path, Optional.of(now), Optional.empty()).status());
  }

  @Test
  void ofManyWhoChangeTheSameStateOneWins() {
    create("");
    String etag = admin.get(path).header("etag").orElseThrow();

    List<Integer> statuses =
        Parallel.atOnce(
            8,
            i ->
                admin
                    .send(
                        "PATCH",
                        path,
                        Optional.of(etag),
                        Optional.of(quoted("{'name':'n" + i + "'}")))
                    .status());

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
  }

  /** Both lock the client, and whoever waits must not have read its row before. */
  @Test
  void assignsAUserBesideAChangeOfTheClient() {
    create("");
    String users = path + "/users/" + Users.any().create().username();

    for (int round = 0; round < 20; round++) {
      String change = quoted("{'description':'" + round + "'}");
      List<Integer> statuses =
          Parallel.atOnce(
              List.of(
                  () -> admin.send("PUT", users, Optional.empty(), Optional.empty()).status(),
                  () -> admin.patch(path, change).status()));
      assertEquals(List.of(204, 200), statuses);
      assertEquals(204, admin.send("DELETE", users, Optional.empty(), Optional.empty()).status());
    }
  }

  @Test
  void aSecretIsAPartOfTheStateOfItsClient() {
    create("");
    String etag = admin.get(path).header("etag").orElseThrow();

    Answer added = admin.post(path + "/secrets", quoted("{'label':'second'}"));

    assertEquals(
        412,
        admin.send("PATCH", path, Optional.of(etag), Optional.of(quoted("{'name':'n'}"))).status());
    assertEquals(admin.get(path).header("etag"), added.header("etag"));
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"", "x", "\"a\" \"b\"", "\"a", "*, \"a\""})
  void refusesAnIfMatchThatItCannotRead(String ifMatch) {
    create("");

    assertEquals(400, admin.send("DELETE", path, Optional.of(ifMatch), Optional.empty()).status());
    assertEquals(200, admin.get(path).status());
  }

  @Test
  void takesOneOfSeveralTags() {
    create("");
    String etag = admin.get(path).header("etag").orElseThrow();

    assertEquals(
        204,
        admin
            .send("DELETE", path, Optional.of("\"x\" , W/\"y\"," + etag), Optional.empty())
            .status());
  }

  // A proxy that compresses makes a strong tag weak, as nginx does, or longer, as Apache httpd
  // does.
  @Test
  void takesItsTagAsAProxyHasChangedIt() {
    create("");
    String etag = admin.get(path).header("etag").orElseThrow();
    String longer = etag.substring(0, etag.length() - 1) + "-gzip\"";

    Answer weak = change("W/" + etag);
    Answer late = change("W/" + etag);
    Answer foreign = change("\"x\"");

    assertEquals(200, weak.status(), weak.body());
    assertEquals(412, late.status(), late.body());
    assertEquals(
        "was changed since the ETag in If-Match was given", late.json().getString("detail"));
    assertEquals(412, change(longer).status());
    assertEquals(412, foreign.status(), foreign.body());
    assertEquals(
        "If-Match holds no ETag that this server gave; ask for what is there and take its",
        foreign.json().getString("detail"));
    String now = admin.get(path).header("etag").orElseThrow();
    assertEquals(200, change(now.substring(0, now.length() - 1) + "-gzip\"").status());
  }

  private Answer change(String ifMatch) {
    return admin.send(
        "PATCH", path, Optional.of(ifMatch), Optional.of(quoted("{'description':'changed'}")));
  }

  @Test
  void wantsAnIfMatch() {
    create("");

    Answer answer = admin.send("DELETE", path, Optional.empty(), Optional.empty());

    assertEquals(428, answer.status(), answer.body());
    assertEquals(428, answer.json().getInt("status"));
    assertEquals(200, admin.get(path).status());
  }

  // Secrets

  @Test
  void rotatesASecretWithNoRefusal() {
    Registered old = new Registered(id, create(""));
    assertEquals(200, token(old.secret()));

    Answer added = admin.post(path + "/secrets", quoted("{'label':'2027 / \u00e4'}"));

    assertEquals(201, added.status(), added.body());
    String fresh = added.json().getString("value");
    SecretsOfTests.remember(fresh);
    assertTrue(
        added.header("location").orElseThrow().endsWith(path + "/secrets/2027%20%2F%20%C3%A4"));
    // Both secrets work. The time of the last use shows when the old one is no longer used.
    assertEquals(200, token(old.secret()));
    assertEquals(200, token(fresh));
    assertTrue(awaitUse("2027 / \u00e4").isAfter(awaitUse("default")));
    assertEquals(204, admin.delete(path + "/secrets/default").status());
    assertEquals(401, token(old.secret()));
    assertEquals(200, token(fresh));
  }

  @Test
  void refusesNobodyWhileASecretIsRotated() throws Exception {
    String old = create("");
    AtomicReference<String> inUse = new AtomicReference<>(old);
    AtomicBoolean goesOn = new AtomicBoolean(true);
    AtomicInteger answered = new AtomicInteger();
    Future<List<Integer>> traffic =
        Parallel.start(
            () -> {
              List<Integer> refused = new ArrayList<>();
              while (goesOn.get()) {
                int status = token(inUse.get());
                answered.incrementAndGet();
                if (status != 200) {
                  refused.add(status);
                }
              }
              return refused;
            });

    try {
      awaitMore(answered);
      String fresh =
          admin.post(path + "/secrets", quoted("{'label':'second'}")).json().getString("value");
      SecretsOfTests.remember(fresh);
      awaitMore(answered);
      inUse.set(fresh);
      // A request with the old secret may still be running.
      awaitMore(answered);
      assertEquals(204, admin.delete(path + "/secrets/default").status());
      awaitMore(answered);
    } finally {
      goesOn.set(false);
    }

    assertEquals(List.of(), traffic.get(60, TimeUnit.SECONDS));
    assertEquals(401, token(old));
  }

  private static void awaitMore(AtomicInteger answered) {
    int before = answered.get();
    Await.until("more traffic", USAGE, () -> answered.get() >= before + 3);
  }

  private Instant awaitUse(String label) {
    return Await.get(
        "use of the secret " + label,
        USAGE,
        () ->
            admin.get(path).json().getJsonArray("secrets").getValuesAs(JsonObject.class).stream()
                .filter(secret -> secret.getString("label").equals(label))
                .filter(secret -> secret.containsKey("last_used"))
                .map(secret -> Instant.parse(secret.getString("last_used")))
                .findFirst());
  }

  @Test
  void removesOrEndsTheLastSecretThatWorksOnlyWhenTold() {
    String secret = create("");
    String last = path + "/secrets/default";

    String now = postern.control("clock.now").getString("now");
    Answer removal = admin.delete(last);
    Answer end = admin.patch(last, quoted("{'expires':'" + now + "'}"));
    String soon = Instant.parse(now).plus(Duration.ofHours(23)).toString();
    Answer sooner = admin.patch(last, quoted("{'expires':'" + soon + "'}"));
    Answer mistaken =
        admin.patch(last + "?even_last=true", quoted("{'expires':'2001-01-01T00:00:00Z'}"));

    assertEquals(409, removal.status(), removal.body());
    assertEquals(409, end.status(), end.body());
    assertEquals(409, sooner.status(), sooner.body());
    assertEquals(422, mistaken.status(), mistaken.body());
    assertTrue(mistaken.body().contains("\"/expires\""), mistaken.body());
    assertEquals(200, token(secret));
    assertEquals(
        200, admin.patch(last + "?even_last=true", quoted("{'expires':'" + now + "'}")).status());
    assertEquals(401, token(secret));
    assertEquals(200, admin.patch(last, quoted("{'expires':null}")).status());
    assertEquals(200, token(secret));
    assertEquals(204, admin.delete(last + "?even_last=true").status());
    assertEquals(401, token(secret));
  }

  @Test
  void changesTheLabelOfASecret() {
    String secret = create("");
    String first = path + "/secrets/default";
    admin.post(path + "/secrets", quoted("{'label':'taken'}"));

    assertEquals(409, admin.patch(first, quoted("{'label':'taken'}")).status());
    Answer answer = admin.patch(first, quoted("{'label':'first'}"));

    assertEquals(200, answer.status(), answer.body());
    assertEquals("first", answer.json().getString("label"));
    assertEquals(404, admin.patch(first, quoted("{'label':'x'}")).status());
    assertEquals(200, token(secret));
    assertEquals(
        List.of("first", "taken"),
        admin
            .get(path + "/secrets")
            .json()
            .getJsonArray("items")
            .getValuesAs(JsonObject.class)
            .stream()
            .map(item -> item.getString("label"))
            .toList());
  }

  @Test
  void keepsTheNumberOfSecretsSmall() {
    create("");
    for (int i = 1; i < 20; i++) {
      assertEquals(201, admin.post(path + "/secrets", quoted("{'label':'n" + i + "'}")).status());
    }

    assertEquals(409, admin.post(path + "/secrets", quoted("{'label':'n20'}")).status());
  }

  // Figures of its use

  @Test
  void tellsOfTheLastTokenTheLastRefusalAndLiveTokens() {
    Registered client = new Registered(id, create(""));
    JsonObject before = admin.get(path).json();
    assertFalse(before.containsKey("last_token_issued"));
    assertFalse(before.containsKey("last_refusal"));
    assertEquals(0, before.getInt("live_tokens"));

    Tokens.ofClient(postern, client);
    Answer refused = postern.token(new Registered(id, "wrong"), "grant_type", "client_credentials");

    JsonObject after =
        Await.get(
            "figures of " + id,
            USAGE,
            () ->
                Optional.of(admin.get(path).json())
                    .filter(json -> json.containsKey("last_token_issued"))
                    .filter(json -> json.containsKey("last_refusal")));
    assertEquals(1, after.getInt("live_tokens"));
    assertEquals("secret_wrong", after.getJsonObject("last_refusal").getString("reason"));
    assertEquals(
        refused.header("postern-reference").orElseThrow(),
        after.getJsonObject("last_refusal").getString("reference"));
  }

  @Test
  void findsWeakAndOldSecretsAndUnusedClients() {
    String weak = "weak-" + id;
    admin.post("clients", quoted("{'client_id':'" + weak + "','secrets':[{'value':'weak'}]}"));
    create("");
    String mine = "clients?text=" + id + "&";

    assertEquals(List.of(weak), ids(admin.get(mine + "weak_secret=true")));
    assertEquals(List.of(id), ids(admin.get(mine + "weak_secret=false")));
    assertEquals(List.of(), ids(admin.get(mine + "secret_before=2020-01-01T00:00:00Z")));
    assertEquals(List.of(id, weak), ids(admin.get(mine + "secret_before=2100-01-01T00:00:00Z")));
    assertEquals(List.of(id, weak), ids(admin.get(mine + "unused_since=2100-01-01T00:00:00Z")));
    assertEquals(List.of(), ids(admin.get(mine + "unused_since=2020-01-01T00:00:00Z")));
  }

  private static List<String> ids(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString("client_id"))
        .toList();
  }

  // Audit

  @Test
  void auditsEveryChangeWithTheActorAndNoSecret() {
    String secret = create("");
    admin.patch(path, quoted("{'name':'After'}"));
    String second =
        admin.post(path + "/secrets", quoted("{'label':'second'}")).json().getString("value");
    admin.patch(path + "/secrets/second", quoted("{'label':'other'}"));
    admin.delete(path + "/secrets/other");
    admin.delete(path);

    for (String kind :
        List.of(
            "client.created",
            "client.changed",
            "client.secret_added",
            "client.secret_changed",
            "client.secret_removed",
            "client.deleted")) {
      List<JsonObject> rows = AuditRows.ofClient(id, kind, found -> !found.isEmpty());
      assertTrue(rows.get(0).getString("actor").startsWith("client:client-"), rows.toString());
      assertFalse(rows.toString().contains(secret), kind);
      assertFalse(rows.toString().contains(second), kind);
    }
  }
}
