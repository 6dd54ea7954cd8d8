package org.postern.admin;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JSON strictly: a repeated member, which JSON libraries drop without a word, is a problem,
 * and so is deep nesting. RFC 8259 §4.
 */
final class JsonTree {

  private static final int MAX_DEPTH = 20;

  private final Problems problems;
  private final JsonParser parser;

  private JsonTree(Problems problems, JsonParser parser) {
    this.problems = problems;
    this.parser = parser;
  }

  /** The value of the text; empty after adding a problem. Problems never quote the text. */
  static Optional<JsonValue> read(Problems problems, String pointer, String text) {
    try (JsonParser parser = Json.createParser(new StringReader(text))) {
      JsonTree tree = new JsonTree(problems, parser);
      JsonValue value = tree.value(parser.next(), pointer, 0);
      if (parser.hasNext()) {
        problems.add(pointer, "there is more than one JSON value");
        return Optional.empty();
      }
      return Optional.of(value);
    } catch (JsonParsingException e) {
      JsonLocation place = e.getLocation();
      problems.add(
          pointer,
          "is not JSON: line " + place.getLineNumber() + ", column " + place.getColumnNumber());
    } catch (JsonException
        | NoSuchElementException
        | NumberFormatException
        | UnsupportedOperationException e) {
      // The last two come from numbers of absurd size.
      problems.add(pointer, "is not JSON");
    }
    return Optional.empty();
  }

  private JsonValue value(Event event, String pointer, int depth) {
    if (depth > MAX_DEPTH) {
      throw new JsonException("nested too deeply");
    }
    return switch (event) {
      case START_OBJECT -> object(pointer, depth);
      case START_ARRAY -> array(pointer, depth);
      default -> parser.getValue();
    };
  }

  private JsonObject object(String pointer, int depth) {
    JsonObjectBuilder builder = Json.createObjectBuilder();
    Set<String> names = new HashSet<>();
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      String place = Problem.pointer(pointer, name);
      if (!names.add(name)) {
        problems.add(place, "is there more than once");
      }
      builder.add(name, value(parser.next(), place, depth + 1));
    }
    return builder.build();
  }

  private JsonArray array(String pointer, int depth) {
    JsonArrayBuilder builder = Json.createArrayBuilder();
    int index = 0;
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      builder.add(value(event, Problem.pointer(pointer, index), depth + 1));
      index++;
    }
    return builder.build();
  }
}
