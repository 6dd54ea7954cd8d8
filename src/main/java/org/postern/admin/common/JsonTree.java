package org.postern.admin.common;

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
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses JSON strictly. A repeated member, which JSON libraries ignore silently, is a problem. RFC
 * 8259 §4. Deep nesting, too many values and very large numbers are problems too, because they
 * would cost much more than reading the text. RFC 8259 §9 allows such limits.
 */
public final class JsonTree {

  /** The largest number of values in the body of a request. */
  public static final int MAX_VALUES = 10_000;

  /** The largest number of values in an import file. */
  public static final int MAX_VALUES_OF_IMPORT = 1_000_000;

  private static final int MAX_DEPTH = 20;

  // No member that is read has such a long name.
  private static final int MAX_NAME = 200;

  // All numbers that are read have few digits and no exponent.
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]{1,20}");

  private final Problems problems;
  private final JsonParser parser;
  private final int maxValues;
  // The path to the present value. A pointer is built only for a problem, because building one for
  // each value would cost the length of all names around it.
  private final ArrayDeque<String> path = new ArrayDeque<>();
  private int values;

  private JsonTree(Problems problems, JsonParser parser, int maxValues) {
    this.problems = problems;
    this.parser = parser;
    this.maxValues = maxValues;
  }

  /**
   * Parses the text; empty after adding a problem. Problems never quote the text.
   *
   * @param maxValues the largest number of values, including objects and arrays
   */
  public static Optional<JsonValue> read(
      Problems problems, String pointer, String text, int maxValues) {
    if (text.isBlank()) {
      problems.add(pointer, "is empty, and should be JSON");
      return Optional.empty();
    }
    try (JsonParser parser = JsonForms.JSON.createParser(new StringReader(text))) {
      JsonTree tree = new JsonTree(problems, parser, maxValues);
      tree.path.add(pointer);
      JsonValue value = tree.value(parser.next());
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
    } catch (TooLargeException e) {
      problems.add(e.pointer, e.getMessage());
    } catch (JsonException
        | NoSuchElementException
        | NumberFormatException
        | UnsupportedOperationException e) {
      // The last two exceptions come from very large numbers.
      problems.add(pointer, "is not JSON");
    }
    return Optional.empty();
  }

  private static final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    private TooLargeException(String pointer, String message) {
      super(message, null, false, false);
      this.pointer = pointer;
    }
  }

  private JsonValue value(Event event) {
    if (++values > maxValues) {
      throw new TooLargeException(path.getFirst(), "has more than " + maxValues + " values");
    }
    if (path.size() > MAX_DEPTH + 1) {
      throw new TooLargeException(path.getFirst(), "is nested more than " + MAX_DEPTH + " deep");
    }
    if (event == Event.VALUE_NUMBER && !NUMBER.matcher(parser.getString()).matches()) {
      throw new TooLargeException(
          String.join("", path), "is a number of more than 20 digits, or with an exponent");
    }
    return switch (event) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      default -> parser.getValue();
    };
  }

  private JsonObject object() {
    JsonObjectBuilder builder = JsonForms.JSON.createObjectBuilder();
    Set<String> names = new HashSet<>();
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      if (name.length() > MAX_NAME) {
        throw new TooLargeException(
            path.getFirst(), "has a member whose name has more than " + MAX_NAME + " characters");
      }
      path.addLast(Problem.pointer("", name));
      if (!names.add(name)) {
        problems.add(() -> String.join("", path), "is there more than once");
      }
      builder.add(name, value(parser.next()));
      path.removeLast();
    }
    return builder.build();
  }

  private JsonArray array() {
    JsonArrayBuilder builder = JsonForms.JSON.createArrayBuilder();
    int index = 0;
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      path.addLast(Problem.pointer("", index));
      builder.add(value(event));
      path.removeLast();
      index++;
    }
    return builder.build();
  }
}
