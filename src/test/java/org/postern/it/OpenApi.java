package org.postern.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postern.it.Postern.Answer;

/** The OpenAPI document, and a client that knows only this document. */
final class OpenApi {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonObject document;

  private OpenApi(JsonObject document) {
    this.document = document;
  }

  /** The document that the WAR carries. */
  static OpenApi ofTheWar() {
    try (InputStream stream = OpenApi.class.getResourceAsStream("/META-INF/openapi.json");
        var reader = Json.createReader(stream)) {
      return new OpenApi(reader.readObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document. */
  static OpenApi of(JsonObject document) {
    return new OpenApi(document);
  }

  /** The names of the members that a schema has. */
  Set<String> members(String schema) {
    return document
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject(schema)
        .getJsonObject("properties")
        .keySet();
  }

  /** One operation. */
  record Operation(String method, String path, JsonObject description) {

    String id() {
      return description.getString("operationId");
    }
  }

  /** Every operation that is described. */
  List<Operation> operations() {
    return document.getJsonObject("paths").entrySet().stream()
        .flatMap(
            path ->
                path.getValue().asJsonObject().entrySet().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .map(
                        method ->
                            new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue().asJsonObject())))
        .toList();
  }

  /** How a caller proves who it is. */
  JsonObject securityScheme(String name) {
    return document
        .getJsonObject("components")
        .getJsonObject("securitySchemes")
        .getJsonObject(name);
  }

  /** The values that a schema allows. */
  List<String> enumeration(String schema) {
    return document
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject(schema)
        .getJsonArray("enum")
        .getValuesAs(JsonString::getString);
  }

  private Operation operation(String id) {
    return operations().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /**
   * Calls an operation, and compares the request and the answer with their description.
   *
   * @param parameters of path, query and header, by name
   * @param body empty for none
   */
  Answer call(Admins caller, String id, Map<String, String> parameters, Optional<String> body) {
    Operation operation = operation(id);
    Map<String, String> left = new TreeMap<>(parameters);
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    Optional<String> ifMatch = Optional.empty();
    for (JsonValue described :
        operation
            .description()
            .getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY)
            .asJsonArray()) {
      JsonObject parameter = resolve(described.asJsonObject());
      String name = parameter.getString("name");
      String value = left.remove(name);
      if (value == null) {
        require(!parameter.getBoolean("required"), id + " needs " + name);
        continue;
      }
      switch (parameter.getString("in")) {
        case "path" -> path = path.replace("{" + name + "}", Admins.segment(value));
        case "query" ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(Postern.encode(value));
        default -> ifMatch = Optional.of(value);
      }
    }
    require(left.isEmpty(), id + " does not describe " + left.keySet());
    require(
        body.isEmpty() || operation.description().containsKey("requestBody"), id + " has no body");
    body.ifPresent(
        text ->
            check(
                schema(operation.description().getJsonObject("requestBody")).orElseThrow(),
                Json.createReader(new StringReader(text)).readObject(),
                id + " request"));
    Answer answer =
        caller.send(
            operation.method(), path.substring("/api/admin/".length()) + query, ifMatch, body);
    check(operation, answer);
    return answer;
  }

  private void check(Operation operation, Answer answer) {
    String place = operation.id() + " " + answer.status();
    JsonObject responses = operation.description().getJsonObject("responses");
    require(responses.containsKey(Integer.toString(answer.status())), place + " " + answer.body());
    JsonObject response = resolve(responses.getJsonObject(Integer.toString(answer.status())));
    for (String header :
        response.getOrDefault("headers", JsonValue.EMPTY_JSON_OBJECT).asJsonObject().keySet()) {
      require(
          answer.header(header.toLowerCase(Locale.ROOT)).isPresent(), place + " lacks " + header);
    }
    Optional<JsonObject> schema = schema(response);
    if (schema.isEmpty()) {
      require(answer.body().isEmpty(), place + " has a body: " + answer.body());
    } else {
      check(schema.get(), answer.json(), place);
    }
  }

  private Optional<JsonObject> schema(JsonObject body) {
    return body
        .getOrDefault("content", JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .values()
        .stream()
        .findFirst()
        .map(type -> type.asJsonObject().getJsonObject("schema"));
  }

  private JsonObject resolve(JsonObject object) {
    String reference = object.getString("$ref", "");
    return reference.isEmpty() ? object : ((JsonObject) document.getValue(reference.substring(1)));
  }

  // Validates a value with the part of JSON Schema that the document uses.
  private void check(JsonObject reference, JsonValue value, String place) {
    JsonObject schema = resolve(reference);
    if (value.equals(JsonValue.NULL)) {
      require(schema.getBoolean("nullable", false), place + " is null");
      return;
    }
    switch (schema.getString("type", "")) {
      case "object" -> checkObject(schema, value, place);
      case "array" -> {
        require(value instanceof JsonArray, place + " is no array: " + value);
        value.asJsonArray().forEach(item -> check(schema.getJsonObject("items"), item, place));
      }
      case "string" -> {
        require(value instanceof JsonString, place + " is no string: " + value);
        checkString(schema, ((JsonString) value).getString(), place);
      }
      case "integer" ->
          require(value.getValueType() == JsonValue.ValueType.NUMBER, place + ": " + value);
      case "boolean" ->
          require(value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE), place);
      default -> {}
    }
  }

  private void checkObject(JsonObject schema, JsonValue value, String place) {
    require(value instanceof JsonObject, place + " is no object: " + value);
    JsonObject properties =
        schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
    Set<String> required =
        schema
            .getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY)
            .asJsonArray()
            .getValuesAs(JsonString::getString)
            .stream()
            .collect(Collectors.toSet());
    JsonObject object = value.asJsonObject();
    require(object.keySet().containsAll(required), place + " lacks some of " + required);
    object.forEach(
        (name, member) -> {
          require(
              properties.containsKey(name) || schema.getBoolean("additionalProperties", true),
              place + " has " + name);
          if (properties.containsKey(name)) {
            check(properties.getJsonObject(name), member, place + "/" + name);
          }
        });
  }

  private static void checkString(JsonObject schema, String text, String place) {
    if (schema.containsKey("enum")) {
      require(
          schema.getJsonArray("enum").getValuesAs(JsonString::getString).contains(text),
          place + ": " + text);
    }
    if (schema.getString("format", "").equals("date-time")) {
      Instant.parse(text);
    }
    require(text.length() <= schema.getInt("maxLength", Integer.MAX_VALUE), place);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
