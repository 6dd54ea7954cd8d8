package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Postern.Answer;

/** Tests the health checks. OutageIT tests them while the database is unavailable. */
class HealthIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  private Answer get(String path) {
    return postern.send(postern.request(path).GET());
  }

  @Test
  void lives() {
    Golden.assertAnswer("health/live.http", get("api/health/live"));
  }

  @Test
  void isReadyAndWarnsOfTheKeyInTheDatabase() {
    Golden.assertAnswer("health/ready.http", get("api/health/ready"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"api/health/live", "api/health/ready"})
  void answersHeadWithoutABody(String path) {
    Answer answer = postern.send(postern.request(path).method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, answer.status());
    assertEquals("", answer.body());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing of its own at the top, api/health",
    "another kind of health, api/health/started"
  })
  void hasNothingElse(String name, String path) {
    assertEquals(404, get(path).status());
  }

  /** Only health checks may use plain HTTP from other machines. */
  @Test
  void isExceptedFromTheRuleAgainstPlainHttp() {
    Postern server = SettingsServer.get();

    List<Integer> statuses =
        Stream.of("api/health/live", "api/health/ready", "api/me")
            .map(
                path ->
                    server
                        .send(
                            server
                                .request(path)
                                .header("X-Forwarded-For", "203.0.113.9")
                                .header("X-Forwarded-Proto", "http")
                                .GET())
                        .status())
            .toList();

    assertEquals(List.of(200, 200, 403), statuses);
  }

  /** The server's own path of MicroProfile Health. Not every server has it. */
  @Tag(Kinds.MICROPROFILE_HEALTH)
  @ParameterizedTest(name = "{0}")
  @CsvSource({"live, postern", "ready, postern-database"})
  void isPartOfTheServersOwnHealth(String kind, String check) {
    URI uri = URI.create(System.getProperty("it.health.url") + kind);

    Answer answer = postern.send(HttpRequest.newBuilder(uri).GET());

    assertEquals(200, answer.status(), answer.toString());
    assertEquals(
        List.of("UP"),
        answer.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
            .filter(one -> one.getString("name").equals(check))
            .map(one -> one.getString("status"))
            .toList());
  }
}
