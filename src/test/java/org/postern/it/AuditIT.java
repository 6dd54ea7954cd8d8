package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** {@code GET api/admin/audit} and {@code GET api/admin/audit/REFERENCE}. */
class AuditIT extends DeployedWar {

  private static final Duration AT_MOST = Duration.ofSeconds(15);

  private final Postern postern = Postern.MANAGED;
  private final Admins reader = Admins.reader();

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private static String reference(Answer answer) {
    return answer.header("postern-reference").orElseThrow();
  }

  private Answer shown(Admins by, String reference) {
    return Await.get(
        "line " + reference,
        AT_MOST,
        () -> Optional.of(by.get("audit/" + reference)).filter(found -> found.status() == 200));
  }

  private List<JsonObject> items(Admins by, String query) {
    Answer answer = by.get("audit?" + query);
    assertEquals(200, answer.status(), answer.body());
    return answer.json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static List<String> kinds(List<JsonObject> items) {
    return items.stream().map(item -> item.getString("kind")).toList();
  }

  /**
   * A client whose audit trail has three lines, one second apart: its creation and two refusals.
   */
  private Registered refusedTwice() {
    postern.control("clock.stop");
    Registered client = Clients.confidential().create();
    postern.control("clock.advance", "by", "PT1S");
    postern.token(client, "grant_type", "client_credentials");
    postern.control("clock.advance", "by", "PT1S");
    shown(reader, reference(postern.token(client, "grant_type", "nonsense")));
    return client;
  }

  // Explaining a refusal

  @Test
  void explainsARefusalByTheReferenceOfItsAnswer() {
    Registered client = Clients.confidential().create();
    Answer refused = postern.token(client, "grant_type", "client_credentials");

    JsonObject line = shown(reader, reference(refused)).json();

    assertEquals("unauthorized_client", refused.error());
    assertEquals(reference(refused), line.getString("reference"));
    assertEquals("token.refused", line.getString("kind"));
    assertEquals("grant_not_allowed", line.getString("reason"));
    assertEquals(client.clientId(), line.getString("client_id"));
    assertEquals("127.0.0.1", line.getString("source"));
    assertEquals(1, line.getInt("occurrences"));
    JsonObject explanation = line.getJsonObject("explanation");
    assertEquals(
        "The client is not registered for this grant, or its type forbids it.",
        explanation.getString("text"));
    assertEquals(
        "[{\"of\":\"client\",\"name\":\"grants\"},"
            + "{\"of\":\"client\",\"name\":\"allow_password_grant_for_public_client\"}]",
        explanation.getJsonArray("settings").toString());
  }

  @Test
  void explainsWhatIsFoldedByTheLineThatCountsIt() {
    Registered client = Clients.confidential().create();
    postern.control("clock.stop");
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      references.add(reference(postern.token(client, "grant_type", "client_credentials")));
    }

    String last = references.get(22);
    assertEquals(references.get(19), last);
    Await.until("counted", AT_MOST, () -> shown(reader, last).json().getInt("occurrences") == 4);
    assertEquals(1, shown(reader, references.get(18)).json().getInt("occurrences"));
  }

  @Test
  void explainsNothingWhereNothingWasRefused() {
    Registered client = Clients.confidential().create();
    String reference =
        items(reader, "client=" + Postern.encode(client.clientId()) + "&kind=client.created")
            .get(0)
            .getString("reference");

    JsonObject line = shown(reader, reference).json();

    assertFalse(line.containsKey("explanation"));
    assertFalse(line.containsKey("reason"));
    assertEquals("system:setup", line.getString("actor"));
    assertEquals(
        client.clientId(),
        line.getJsonObject("detail").getJsonObject("after").getString("client_id"));
  }

  @Test
  void tellsThatThereIsNoSuchLine() {
    assertEquals(404, reader.get("audit/01M805TYFQWKARM4DQTRAM7MY2").status());
    assertEquals(404, reader.get("audit/nonsense").status());
  }

  // The list

  @Test
  void listsTheNewestFirstAndTheOldestOnRequest() {
    String client = "client=" + refusedTwice().clientId();

    List<String> newest = kinds(items(reader, client));
    List<String> oldest = kinds(items(reader, client + "&sort=time"));

    assertEquals(List.of("token.refused", "token.refused"), newest.subList(0, 2));
    assertEquals("token.refused", oldest.get(oldest.size() - 1));
    assertEquals(newest.size(), oldest.size());
  }

  @Test
  void findsByKindReasonReferenceAndTime() {
    Registered client = refusedTwice();
    String of = "client=" + client.clientId();
    List<JsonObject> refusals = items(reader, of + "&kind=token.refused");
    JsonObject later = refusals.get(0);
    JsonObject earlier = refusals.get(1);

    assertEquals(2, refusals.size());
    assertEquals(List.of(later), items(reader, of + "&reason=grant_type_unknown"));
    assertEquals(List.of(earlier), items(reader, "reference=" + earlier.getString("reference")));
    assertEquals(List.of(later), items(reader, of + "&from=" + later.getString("time")));
    assertEquals(
        List.of(earlier),
        items(reader, of + "&kind=token.refused&until=" + later.getString("time")));
    assertEquals(
        List.of(earlier),
        items(
            reader,
            of + "&from=" + earlier.getString("time") + "&until=" + later.getString("time")));
    assertEquals(List.of(), items(reader, of + "&kind=nothing"));
  }

  @Test
  void findsByUserAndActor() {
    Login login = Login.with(Clients.confidential().grants("password").scopes("profile"));
    login.password();
    String username = login.user().username();
    String token = login.password("scope", "profile").accessToken();
    assertEquals(
        200, postern.patch("api/me/profile", token, "{\"display_name\":\"Changed\"}").status());

    assertEquals(
        List.of("user_token.issued", "user_token.issued"),
        kinds(
            items(
                reader, "user=" + username.toUpperCase(Locale.ROOT) + "&kind=user_token.issued")));
    List<JsonObject> changes = items(reader, "actor=user:" + username);
    assertEquals(List.of("user.changed"), kinds(changes));
    assertEquals(
        "Changed",
        changes.get(0).getJsonObject("detail").getJsonObject("after").getString("display_name"));
  }

  @Test
  void walksThroughTheTrail() {
    String of = "client=" + refusedTwice().clientId();
    List<JsonObject> all = items(reader, of);
    List<JsonObject> walked = new ArrayList<>();
    String cursor = "";
    do {
      Answer part = reader.get("audit?limit=1&" + of + cursor);
      walked.addAll(part.json().getJsonArray("items").getValuesAs(JsonObject.class));
      String next = part.json().getString("next", "");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());

    assertTrue(all.size() >= 4);
    assertEquals(all, walked);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "unknown parameter, name=x, name",
    "sort, sort=kind, sort",
    "time, from=yesterday, from",
    "end, until=2026-13-01T00:00:00Z, until",
    "a time beyond all times, until=%2B999999999-12-31T23:59:59Z, until",
    "limit, limit=0, limit",
    "cursor, cursor=x, cursor",
    "twice, kind=a&kind=b, kind"
  })
  void refusesAWrongQueryAndNamesTheParameter(String name, String query, String parameter) {
    Answer answer = reader.get("audit?" + query);

    assertEquals(400, answer.status(), answer.body());
    assertEquals(
        parameter, answer.json().getJsonArray("errors").getJsonObject(0).getString("parameter"));
  }

  // Rights to read the audit trail

  @Test
  void showsAnOwnerTheLinesAboutTheOwnClientsOnly() {
    Users.Registered user = Users.any().roles("client-owner").create();
    Registered owned = Clients.confidential().with("owner", user.username()).create();
    Registered others = Clients.confidential().create();
    Admins owner = Admins.owner(user);
    String ofOwned = reference(postern.token(owned, "grant_type", "password"));
    String ofOthers = reference(postern.token(others, "grant_type", "password"));
    shown(reader, ofOthers);

    shown(owner, ofOwned);

    assertEquals(404, owner.get("audit/" + ofOthers).status());
    assertEquals(List.of(), items(owner, "client=" + others.clientId()));
    assertEquals(List.of(), items(owner, "reference=" + ofOthers));
    assertTrue(
        items(owner, "limit=200").stream()
            .allMatch(item -> item.getString("client_id").equals(owned.clientId())));
    assertFalse(items(owner, "kind=token.refused").isEmpty());
  }

  @Test
  void showsNothingWithoutOneOfTheScopes() {
    Registered client = Clients.confidential().grants("client_credentials").create();
    Admins stranger = new Admins(postern, Optional.of(Tokens.ofClient(postern, client)));

    assertEquals(403, stranger.get("audit").status());
    assertEquals(403, stranger.get("audit/01M805TYFQWKARM4DQTRAM7MY2").status());
    assertEquals(401, new Admins(postern, Optional.empty()).get("audit").status());
    assertEquals(200, Admins.administrator().get("audit?limit=1").status());
  }
}
