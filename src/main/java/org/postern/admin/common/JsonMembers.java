package org.postern.admin.common;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the members of a JSON object by name and type. A missing member is empty. A member of
 * another type is empty too and adds a problem. If a member must not be a string, a string that is
 * exactly one {@code ${env.NAME}} stands for the JSON in that variable.
 */
public final class JsonMembers {

  private final JsonObject object;
  private final String pointer;
  private final Variables variables;
  private final Problems problems;
  private final Set<String> read = new HashSet<>();

  public JsonMembers(JsonObject object, String pointer, Variables variables, Problems problems) {
    this.object = object;
    this.pointer = pointer;
    this.variables = variables;
    this.problems = problems;
  }

  /** The pointer of the object. */
  public String pointer() {
    return pointer;
  }

  /** The pointer of a member. */
  public String pointer(String name) {
    return Problem.pointer(pointer, name);
  }

  public Optional<String> text(String name) {
    return find(name).flatMap(value -> text(pointer(name), value));
  }

  /** Reads a text. A missing member is a problem. */
  public Optional<String> requiredText(String name) {
    requireThere(name);
    return text(name);
  }

  /** Reads a value as {@link #bool} does. A missing member is a problem. */
  public Optional<Boolean> requiredBool(String name) {
    requireThere(name);
    return bool(name);
  }

  /** Reads a value as {@link #instant} does. A missing member is a problem. */
  public Optional<Instant> requiredInstant(String name) {
    requireThere(name);
    return instant(name);
  }

  private void requireThere(String name) {
    if (!object.containsKey(name)) {
      problems.add(pointer(name), "is missing");
    }
  }

  public Optional<Boolean> bool(String name) {
    Optional<JsonValue> value = find(name).flatMap(found -> typed(pointer(name), found));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return switch (value.get().getValueType()) {
      case TRUE -> Optional.of(true);
      case FALSE -> Optional.of(false);
      default -> {
        problems.add(pointer(name), "must be true or false");
        yield Optional.empty();
      }
    };
  }

  /** Requires a member to be this number. */
  public void requireNumber(String name, int only) {
    Optional<JsonValue> value = find(name).flatMap(found -> typed(pointer(name), found));
    if (!object.containsKey(name)) {
      problems.add(pointer(name), "is missing");
    } else if (value.isPresent()
        && !(value.get() instanceof JsonNumber number
            && number.toString().equals(Integer.toString(only)))) {
      problems.add(pointer(name), "must be the number " + only);
    }
  }

  /** Reads an ISO 8601 duration, such as {@code PT1H} or {@code P14D}. */
  public Optional<Duration> duration(String name) {
    Optional<String> text = text(name);
    try {
      return text.map(Duration::parse);
    } catch (DateTimeParseException e) {
      problems.add(pointer(name), "must be an ISO 8601 duration such as PT1H or P14D");
      return Optional.empty();
    }
  }

  /** Reads an RFC 3339 time, such as {@code 2030-01-31T12:00:00Z}, truncated to seconds. */
  public Optional<Instant> instant(String name) {
    Optional<String> text = text(name);
    try {
      return text.map(Instant::parse).map(time -> Instant.ofEpochSecond(time.getEpochSecond()));
    } catch (DateTimeParseException e) {
      problems.add(pointer(name), "must be a time such as 2030-01-31T12:00:00Z");
      return Optional.empty();
    }
  }

  public Optional<List<String>> texts(String name) {
    Optional<JsonArray> array = array(name);
    if (array.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.get().size(); i++) {
      text(Problem.pointer(pointer(name), i), array.get().get(i)).ifPresent(texts::add);
    }
    // If an element is wrong, return no list, because a shorter list would not be the one that was
    // meant.
    return texts.size() == array.get().size() ? Optional.of(texts) : Optional.empty();
  }

  /** Reads the objects of an array; none if it is missing. */
  public List<JsonMembers> objects(String name) {
    List<JsonMembers> objects = new ArrayList<>();
    JsonArray array = array(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
    for (int i = 0; i < array.size(); i++) {
      String place = Problem.pointer(pointer(name), i);
      Optional<JsonValue> value = typed(place, array.get(i));
      if (value.isPresent() && value.get() instanceof JsonObject found) {
        objects.add(new JsonMembers(found, place, variables, problems));
      } else if (value.isPresent()) {
        problems.add(place, "must be an object");
      }
    }
    return objects;
  }

  /** Tells whether a member is null, which is allowed for some members of a patch. */
  public boolean isNull(String name) {
    boolean isNull = JsonValue.NULL.equals(object.get(name));
    if (isNull) {
      read.add(name);
    }
    return isNull;
  }

  public boolean has(String name) {
    return object.containsKey(name);
  }

  /** Applies rules whose pointers are relative to this object. */
  public void check(Consumer<Problems> rules) {
    Problems ofThis = new Problems();
    rules.accept(ofThis);
    problems.addAll(pointer, ofThis);
  }

  /** Adds a problem for each member that was not read. */
  public void refuseOthers() {
    for (String name : object.keySet()) {
      if (!read.contains(name)) {
        problems.add(pointer(name), "is not known");
      }
    }
  }

  private Optional<JsonValue> find(String name) {
    read.add(name);
    return Optional.ofNullable(object.get(name));
  }

  private Optional<JsonArray> array(String name) {
    Optional<JsonValue> value = find(name).flatMap(found -> typed(pointer(name), found));
    if (value.isPresent() && !(value.get() instanceof JsonArray)) {
      problems.add(pointer(name), "must be an array");
      return Optional.empty();
    }
    return value.map(JsonValue::asJsonArray);
  }

  private Optional<String> text(String place, JsonValue value) {
    if (value instanceof JsonString string) {
      return variables.fill(problems, place, string.getString());
    }
    problems.add(place, "must be a string");
    return Optional.empty();
  }

  /**
   * Returns a value that must not be a string, after replacing a variable. The caller checks its
   * type.
   */
  private Optional<JsonValue> typed(String place, JsonValue value) {
    if (!(value instanceof JsonString string) || !variables.isReference(string.getString())) {
      return Optional.of(value);
    }
    Optional<String> text = variables.fill(problems, place, string.getString());
    Problems ofTheText = new Problems();
    Optional<JsonValue> held =
        text.flatMap(json -> JsonTree.read(ofTheText, place, json, JsonTree.MAX_VALUES));
    if (held.isEmpty()) {
      return text.map(json -> value);
    }
    problems.addAll("", ofTheText);
    return held;
  }
}
