package org.postern.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A running Postern, to which tests send HTTP requests. */
final class Postern {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final URI base;
  private final Optional<String> source;
  private final HttpClient http;

  /** The server that Arquillian manages. */
  static final Postern MANAGED =
      new Postern(URI.create(System.getProperty("it.base.url", "http://localhost:18080/postern")));

  Postern(URI base) {
    this(base, HTTP);
  }

  /** A server that needs a special HTTP client. */
  Postern(URI base, HttpClient http) {
    this(base, Optional.empty(), http);
  }

  private Postern(URI base, Optional<String> source, HttpClient http) {
    this.base = URI.create(base.toString().replaceAll("/$", ""));
    this.source = source;
    this.http = http;
  }

  /** The same server behind a proxy that forwards requests of this address. */
  Postern from(String address) {
    return new Postern(base, Optional.of(address), http);
  }

  /** An answer. Header names are in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {

    JsonObject json() {
      try (var reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** The {@code access_token} of a token response. */
    String accessToken() {
      return json().getString("access_token");
    }

    /** The {@code refresh_token} of a token response. */
    String refreshToken() {
      return json().getString("refresh_token");
    }

    /** The {@code error} of a refusal; empty for none. */
    String error() {
      return body.isEmpty() ? "" : json().getString("error", "");
    }
  }

  URI uri(String path) {
    return URI.create(base + "/" + path);
  }

  /** A request to a path below the context root. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30));
    source.ifPresent(
        address -> request.header("X-Forwarded-For", address).header("X-Forwarded-Proto", "https"));
    return request;
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      Map<String, String> headers = new TreeMap<>();
      response
          .headers()
          .map()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
      return new Answer(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Posts a form; names and values alternate. */
  Answer post(String path, Optional<String> authorization, String... form) {
    return post(path, authorization, form(form));
  }

  /** Posts a form as it is. */
  Answer post(String path, Optional<String> authorization, CharSequence body) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString()));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return send(request);
  }

  /** A token request with {@code client_secret_basic}; names and values of the form alternate. */
  Answer token(Clients.Registered client, String... form) {
    return post("oauth2/token", Optional.of(client.basic()), form);
  }

  /** A protected resource with a token. */
  Answer get(String path, String token) {
    return send(request(path).header("Authorization", "Bearer " + token).GET());
  }

  /** A JSON merge patch with a token. */
  Answer patch(String path, String token, String json) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  /** Sends JSON with a token, by any method. */
  Answer json(String method, String path, String token, String json) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** Tells the test-only servlet to do something; names and values alternate. */
  JsonObject control(String what, String... arguments) {
    JsonObjectBuilder command = Json.createObjectBuilder().add("do", what);
    for (int i = 0; i < arguments.length; i += 2) {
      command.add(arguments[i], arguments[i + 1]);
    }
    return control(command.build());
  }

  /** Tells the test-only servlet to do something. */
  JsonObject control(JsonObject command) {
    Answer answer =
        send(request("testing/control").POST(BodyPublishers.ofString(command.toString())));
    if (answer.status() != 200) {
      throw new IllegalStateException(command.getString("do") + ": " + answer);
    }
    return answer.json();
  }

  /** Applies an import document. */
  void apply(JsonObjectBuilder document) {
    control(
        Json.createObjectBuilder()
            .add("do", "import")
            .add("document", document.add("version", 1))
            .build());
  }

  static String form(String... form) {
    Map<String, String> parameters = new java.util.LinkedHashMap<>();
    for (int i = 0; i < form.length; i += 2) {
      parameters.put(form[i], form[i + 1]);
    }
    return parameters.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The header of {@code client_secret_basic}, both parts form-encoded. */
  static String basic(String clientId, String secret) {
    return rawBasic(encode(clientId), encode(secret));
  }

  /** The header with both parts as they are. */
  static String rawBasic(String clientId, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
