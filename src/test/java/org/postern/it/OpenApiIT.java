package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** Tests the whole life of a client, with a caller that knows only the OpenAPI document. */
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class OpenApiIT extends DeployedWar {

  private final OpenApi api = OpenApi.ofTheWar();
  private final Admins admin = Admins.administrator();
  private final String id = "life of " + System.nanoTime() + " / 100%";

  private Answer call(int status, String operation, Map<String, String> parameters, String body) {
    Answer answer =
        api.call(
            admin,
            operation,
            parameters,
            body.isEmpty() ? Optional.empty() : Optional.of(body.replace('\'', '"')));
    assertEquals(status, answer.status(), operation + " " + answer.body());
    return answer;
  }

  private Map<String, String> path(String... more) {
    Map<String, String> parameters = new TreeMap<>(Map.of("client_id", id));
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return parameters;
  }

  private int token(String secret) {
    return Postern.MANAGED
        .token(new Registered(id, secret), "grant_type", "client_credentials")
        .status();
  }

  @Tag(Kinds.ANSWERED_BY_THE_SERVER)
  @Test
  void describesAFullLifeOfAClient() {
    Answer created =
        call(
            201,
            "createClient",
            Map.of(),
            "{'client_id':'" + id + "','grants':['client_credentials'],'name':'A life'}");
    String first = value(created.json().getJsonArray("secrets").getJsonObject(0));
    call(409, "createClient", Map.of(), "{'client_id':'" + id + "'}");
    assertEquals(200, token(first));

    String etag = call(200, "showClient", path(), "").header("etag").orElseThrow();
    Answer changed =
        call(200, "changeClient", path("If-Match", etag), "{'description':null,'name':'Renamed'}");
    call(412, "changeClient", path("If-Match", etag), "{'name':'Lost'}");
    call(422, "changeClient", path("If-Match", "*"), "{'grants':['password'],'owner':'nobody'}");
    Answer found = call(200, "listClients", Map.of("text", id, "sort", "-created"), "");
    assertEquals(1, found.json().getJsonArray("items").size());
    assertEquals("Renamed", changed.json().getString("name"));

    String second = value(call(201, "createSecret", path(), "{'label':'2027'}").json());
    assertEquals(200, token(first));
    assertEquals(200, token(second));
    call(200, "changeSecret", path("label", "2027", "If-Match", "*"), "{'label':'next'}");
    call(204, "deleteSecret", path("label", "default", "If-Match", "*"), "");
    call(409, "deleteSecret", path("label", "next", "If-Match", "*"), "");
    call(200, "listSecrets", path(), "");
    assertEquals(401, token(first));

    Answer tokens = call(200, "listTokensOfClient", path("limit", "1"), "");
    assertTrue(tokens.json().containsKey("next"), tokens.body());
    call(200, "listFamiliesOfClient", path(), "");
    String one = tokens.json().getJsonArray("items").getJsonObject(0).getString("id");
    call(204, "revokeToken", Map.of("id", one), "");
    call(404, "revokeToken", Map.of("id", one), "");
    call(204, "revokeTokensOfClient", path(), "");
    assertEquals(0, call(200, "showClient", path(), "").json().getInt("live_tokens"));

    call(200, "changeClient", path("If-Match", "*"), "{'enabled':false}");
    assertEquals(401, token(second));
    call(200, "listAudit", Map.of("client", id), "");
    call(204, "deleteClient", path("If-Match", "*"), "");
    call(404, "showClient", path(), "");
  }

  /** The server has MicroProfile OpenAPI, which serves the document at a place of its own. */
  @Test
  void theServerServesTheDocument() {
    Answer answer =
        Postern.MANAGED.send(
            HttpRequest.newBuilder(Postern.MANAGED.uri("").resolve("/openapi?format=JSON")).GET());

    assertEquals(200, answer.status(), answer.body());
    assertEquals(
        OpenApi.ofTheWar().operations().stream().map(OpenApi.Operation::id).sorted().toList(),
        OpenApi.of(answer.json()).operations().stream()
            .map(OpenApi.Operation::id)
            .sorted()
            .toList());
  }

  private static String value(JsonObject secret) {
    String value = secret.getString("value");
    SecretsOfTests.remember(value);
    return value;
  }
}
