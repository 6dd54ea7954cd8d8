package org.postern.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * Somebody who calls the admin API.
 *
 * @param postern the server
 * @param token the access token; empty to call without one
 */
record Admins(Postern postern, Optional<String> token) {

  /** A client that may administer everything. */
  static Admins administrator() {
    return ofClient("postern.admin");
  }

  /** A client that may look at everything. */
  static Admins reader() {
    return ofClient("postern.admin.read");
  }

  /** A client with one scope. */
  static Admins ofClient(String scope) {
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes(scope)
            .defaultScopes(scope)
            .create();
    return new Admins(Postern.MANAGED, Optional.of(Tokens.ofClient(Postern.MANAGED, client)));
  }

  /** A user who may administer the clients that the user owns. */
  static Admins owner(Users.Registered user) {
    Registered client =
        Clients.confidential()
            .grants("password")
            .scopes("postern.clients")
            .defaultScopes("postern.clients")
            .users(user.username())
            .create();
    return new Admins(
        Postern.MANAGED,
        Optional.of(new Login(Postern.MANAGED, client, user).password().accessToken()));
  }

  /** Sends a GET request to a path below {@code api/admin}. */
  Answer get(String path) {
    return send("GET", path, Optional.empty(), Optional.empty());
  }

  /** Sends a POST request with JSON. */
  Answer post(String path, String json) {
    return send("POST", path, Optional.empty(), Optional.of(json));
  }

  /** Sends a PATCH request that applies to any version ({@code If-Match: *}). */
  Answer patch(String path, String json) {
    return send("PATCH", path, Optional.of("*"), Optional.of(json));
  }

  /** Sends a DELETE request that applies to any version ({@code If-Match: *}). */
  Answer delete(String path) {
    return send("DELETE", path, Optional.of("*"), Optional.empty());
  }

  /** Sends a request to a path below {@code api/admin}. */
  Answer send(String method, String path, Optional<String> ifMatch, Optional<String> json) {
    HttpRequest.Builder request =
        postern
            .request("api/admin/" + path)
            .method(method, json.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    ifMatch.ifPresent(value -> request.header("If-Match", value));
    json.ifPresent(value -> request.header("Content-Type", "application/json"));
    return postern.send(request);
  }

  /** The problem details of an answer, with one field that is wrong. */
  static JsonObject problem(int status, String detail, String kind, String place, String wrong) {
    return Json.createObjectBuilder()
        .add("status", status)
        .add("detail", detail)
        .add(
            "errors",
            Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add(kind, place).add("detail", wrong)))
        .build();
  }

  /** A name as a segment of a path. */
  static String segment(String name) {
    return Postern.encode(name).replace("+", "%20");
  }
}
