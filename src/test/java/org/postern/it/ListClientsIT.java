package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** {@code GET api/admin/clients} and {@code GET api/admin/clients/ID}: filters, order, cursors. */
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class ListClientsIT extends DeployedWar {

  private static final String NOT_READABLE = "The request cannot be read as it is";

  private final Admins reader = Admins.reader();
  private final String mark = "mark" + System.nanoTime();

  private Clients marked(String suffix) {
    return Clients.confidential().with("name", mark + " " + suffix);
  }

  private static List<String> ids(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString("client_id"))
        .toList();
  }

  private List<String> find(String query) {
    return ids(reader.get("clients?text=" + mark + query));
  }

  @Test
  void showsAClient() {
    Registered client = marked("shown").grants("client_credentials").create();

    Answer answer = reader.get("clients/" + client.clientId());

    assertEquals(200, answer.status(), answer.body());
    assertEquals("application/json;charset=utf-8", answer.header("content-type").orElseThrow());
    assertEquals("no-store", answer.header("cache-control").orElseThrow());
    assertTrue(answer.header("etag").orElseThrow().matches("\"[0-9a-z]+-[0-9a-z]+\""));
    JsonObject json = answer.json();
    assertEquals(client.clientId(), json.getString("client_id"));
    assertEquals(mark + " shown", json.getString("name"));
    assertEquals("[\"client_credentials\"]", json.getJsonArray("grants").toString());
    assertEquals("PT1H", json.getString("access_token_lifetime"));
    assertFalse(answer.body().contains(client.secret()));
  }

  @Tag(Kinds.ANSWERED_BY_THE_SERVER)
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {" a b", "%2F", ";x=1", "?#&=+", "\"'<>", "/x/../y", ":@!$(),*~"})
  void showsAClientWhateverItsIdentifier(String suffix) {
    Registered client = Clients.confidential().suffix(suffix).create();

    Answer answer = reader.get("clients/" + Admins.segment(client.clientId()));

    assertEquals(200, answer.status(), answer.body());
    assertEquals(client.clientId(), answer.json().getString("client_id"));
  }

  @Tag(Kinds.ANY_CHARACTER_IN_PATH)
  @Test
  void showsAClientWithABackslashInItsIdentifier() {
    showsAClientWhateverItsIdentifier("\\");
  }

  @Tag(Kinds.ANY_CHARACTER_IN_PATH)
  @Test
  void tellsThatThereIsNoClientWithANulInItsIdentifier() {
    tellsThatThereIsNoSuchClient("%00");
  }

  @Tag(Kinds.ANSWERED_BY_THE_SERVER)
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"nobody", "%C3%A4", "x%0Ay"})
  void tellsThatThereIsNoSuchClient(String segment) {
    Answer answer = reader.get("clients/" + segment);

    assertEquals(404, answer.status(), answer.body());
    assertEquals(
        "application/problem+json;charset=utf-8", answer.header("content-type").orElseThrow());
    assertEquals(404, answer.json().getInt("status"));
  }

  // Filters

  @Test
  void findsByTextInIdentifierNameAndDescriptionWithoutRegardToCase() {
    Registered byName = marked("x").create();
    Registered byDescription = Clients.confidential().with("description", "x" + mark).create();
    Registered byIdentifier = Clients.confidential().suffix(mark).create();
    Clients.confidential().create();

    List<String> found = ids(reader.get("clients?text=" + mark.toUpperCase(java.util.Locale.ROOT)));

    assertEquals(
        Stream.of(byName, byDescription, byIdentifier).map(Registered::clientId).sorted().toList(),
        found);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"%25", "_", "!", "%25%25", "'"})
  void takesTheCharactersOfAPatternAsTheyAre(String text) {
    marked("x").create();
    String plain = java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    Registered with = marked("x" + plain).create();

    assertEquals(List.of(with.clientId()), find("%20x" + text));
  }

  @Test
  void findsByTypeGrantScopeAndState() {
    String scope = Scopes.forKind("both").create();
    Registered plain = marked("plain").create();
    Registered open = Clients.publicClient().with("name", mark).grants("refresh_token").create();
    Registered off = marked("off").with("enabled", false).create();
    Registered scoped = marked("scoped").scopes(scope).grants("password").create();

    assertEquals(List.of(open.clientId()), find("&type=public"));
    assertEquals(
        List.of(plain.clientId(), off.clientId(), scoped.clientId()), find("&type=confidential"));
    assertEquals(List.of(off.clientId()), find("&enabled=false"));
    assertEquals(
        List.of(plain.clientId(), open.clientId(), scoped.clientId()), find("&enabled=true"));
    assertEquals(List.of(open.clientId()), find("&grant=refresh_token"));
    assertEquals(List.of(scoped.clientId()), find("&grant=password&scope=" + scope));
    assertEquals(List.of(), find("&grant=refresh_token&scope=" + scope));
    assertEquals(List.of(), find("&scope=nothing"));
  }

  @Test
  void findsByOwner() {
    Users.Registered owner = Users.any().create();
    Registered owned = marked("owned").with("owner", owner.username()).create();
    marked("free").create();

    assertEquals(List.of(owned.clientId()), find("&owner=" + owner.username()));
    assertEquals(List.of(), find("&owner=nobody-" + mark));
  }

  // Order and cursors

  private List<String> walk(String query) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    do {
      Answer answer = reader.get("clients?text=" + mark + query + cursor);
      List<String> part = ids(answer);
      assertTrue(part.size() <= 2, answer.body());
      all.addAll(part);
      JsonValue next = answer.json().get("next");
      cursor = next == null ? "" : "&cursor=" + answer.json().getString("next");
    } while (!cursor.isEmpty());
    return all;
  }

  @Test
  void walksThroughTheListInEveryOrder() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      created.add(marked("n" + i).create().clientId());
    }
    List<String> reversed = new ArrayList<>(created);
    java.util.Collections.reverse(reversed);

    assertEquals(created, walk("&limit=2"));
    assertEquals(created, walk("&limit=2&sort=client_id"));
    assertEquals(reversed, walk("&limit=2&sort=-client_id"));
    assertEquals(created, walk("&limit=2&sort=created"));
    assertEquals(reversed, walk("&limit=2&sort=-created"));
    assertEquals(reversed, walk("&limit=2&sort=-updated"));
    assertEquals(created, walk("&limit=1"));
  }

  @Test
  void aCursorOutlivesTheRowThatItCameFrom() {
    List<Registered> all =
        List.of(marked("1").create(), marked("2").create(), marked("3").create());
    Answer first = reader.get("clients?limit=2&text=" + mark);
    Postern.MANAGED.control("client.delete", "client_id", all.get(1).clientId());

    List<String> rest = find("&limit=2&cursor=" + first.json().getString("next"));

    assertEquals(List.of(all.get(2).clientId()), rest);
  }

  static Stream<Arguments> wrongQueries() {
    String limit = "must be a number from 1 to 200";
    String cursor = "is not one that this server gave for this query";
    return Stream.of(
        arguments("unknown parameter", "name=x", "name", "is not known"),
        arguments("sort", "sort=secret", "sort", null),
        arguments("sort by SQL", "sort=client_id%20desc", "sort", null),
        arguments("limit 0", "limit=0", "limit", limit),
        arguments("limit 201", "limit=201", "limit", limit),
        arguments("negative limit", "limit=-1", "limit", limit),
        arguments("limit in words", "limit=ten", "limit", limit),
        arguments("type", "type=secret", "type", "must be confidential or public"),
        arguments("enabled", "enabled=1", "enabled", "must be true or false"),
        arguments("grant", "grant=implicit", "grant", null),
        arguments("text twice", "text=a&text=b", "text", "is there more than once"),
        arguments("control character", "text=a%00", "text", "must not contain control characters"),
        arguments("empty text", "text=", "text", "must have 1 to 255 characters"),
        arguments("cursor", "cursor=x", "cursor", cursor),
        arguments("cursor in parts", "cursor=c2E.c2E", "cursor", cursor),
        arguments("cursor of a dot", "cursor=.", "cursor", cursor));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongQueries")
  void refusesAWrongQueryAndNamesTheParameter(
      String name, String query, String parameter, String wrong) {
    Answer answer = reader.get("clients?" + query);

    assertEquals(400, answer.status(), answer.body());
    JsonObject error = answer.json().getJsonArray("errors").getJsonObject(0);
    assertEquals(parameter, error.getString("parameter"));
    if (wrong != null) {
      assertEquals(Admins.problem(400, NOT_READABLE, "parameter", parameter, wrong), answer.json());
    }
  }

  @Test
  void refusesACursorOfAnotherQuery() {
    marked("1").create();
    marked("2").create();
    String cursor = reader.get("clients?limit=1&text=" + mark).json().getString("next");
    String place = cursor.substring(0, cursor.indexOf('.'));

    assertEquals(200, reader.get("clients?limit=5&text=" + mark + "&cursor=" + cursor).status());
    assertEquals(
        400,
        reader.get("clients?limit=1&sort=-client_id&text=" + mark + "&cursor=" + cursor).status());
    assertEquals(400, reader.get("clients?limit=1&cursor=" + cursor).status());
    assertEquals(
        400,
        reader.get("clients?limit=1&text=" + mark + "&cursor=x" + cursor.substring(1)).status());
    assertEquals(
        400, reader.get("clients?limit=1&text=" + mark + "&cursor=" + place + ".x").status());
  }

  // Rights to read the list. The answer without one of the scopes: RFC 6750 §3.1.

  @Test
  void showsAnOwnerTheOwnClientsOnly() {
    Users.Registered user = Users.any().roles("client-owner").create();
    Registered owned = marked("own").with("owner", user.username()).create();
    Registered others = marked("others").create();
    Admins owner = Admins.owner(user);

    assertEquals(List.of(owned.clientId()), ids(owner.get("clients?text=" + mark)));
    assertEquals(List.of(owned.clientId()), ids(owner.get("clients")));
    assertEquals(200, owner.get("clients/" + owned.clientId()).status());
    assertEquals(404, owner.get("clients/" + others.clientId()).status());
  }

  @Test
  void showsNothingWithoutOneOfTheScopes() {
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes("client.self")
            .defaultScopes("client.self")
            .create();
    Admins stranger =
        new Admins(
            Postern.MANAGED, java.util.Optional.of(Tokens.ofClient(Postern.MANAGED, client)));

    Answer withoutScope = stranger.get("clients");
    Answer withoutToken = new Admins(Postern.MANAGED, java.util.Optional.empty()).get("clients");

    assertEquals(403, withoutScope.status());
    assertTrue(
        withoutScope
            .header("www-authenticate")
            .orElseThrow()
            .contains("error=\"insufficient_scope\""));
    assertTrue(
        withoutScope
            .header("www-authenticate")
            .orElseThrow()
            .contains("scope=\"postern.admin.read\""));
    assertEquals(401, withoutToken.status());
    assertEquals(200, Admins.administrator().get("clients/" + client.clientId()).status());
  }

  /** PostgreSQL in the locale C can convert the case of ASCII letters only. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"\u00c4rger", "\u00e4rger", "\u00c4RGER", "stra\u00dfe", "STRASSE"})
  void findsTextBeyondAsciiWithoutRegardToCase(String text) {
    Registered client = marked("\u00c4rger Stra\u00dfe").create();
    marked("Arger Strase").create();

    assertEquals(
        List.of(client.clientId()),
        ids(reader.get("clients?text=" + Postern.encode(text))).stream()
            .filter(id -> find("").contains(id))
            .toList());
  }
}
