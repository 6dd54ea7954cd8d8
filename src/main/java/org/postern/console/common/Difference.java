package org.postern.console.common;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postern.admin.trail.AuditEntry;

/**
 * The change of one member.
 *
 * @param member the name of the member, as in the import file
 * @param before the old value; empty for none
 * @param after the new value; empty for none
 */
public record Difference(String member, String before, String after) {

  /**
   * Members that only name the changed scope or secret, if they are in the part before the change
   * alone.
   */
  public static final List<String> NAMES = List.of("name", "label");

  /** The differences of the change in this line of the audit trail; empty if the line has none. */
  public static List<Difference> of(AuditEntry entry) {
    return entry.toJson().get("detail") instanceof JsonObject detail ? of(detail) : List.of();
  }

  /** The differences between the objects {@code before} and {@code after}. */
  public static List<Difference> of(JsonObject detail) {
    JsonObject before = side(detail, "before");
    JsonObject after = side(detail, "after");
    TreeSet<String> members = new TreeSet<>(before.keySet());
    members.addAll(after.keySet());
    if (!before.isEmpty() && !after.isEmpty()) {
      NAMES.stream().filter(name -> !after.containsKey(name)).forEach(members::remove);
    }
    return members.stream()
        .filter(member -> !Objects.equals(before.get(member), after.get(member)))
        .map(member -> new Difference(member, text(before.get(member)), text(after.get(member))))
        .toList();
  }

  public static JsonObject side(JsonObject detail, String name) {
    return detail.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  // An empty text or list is written as JSON, so that it differs from a missing value.
  private static String text(JsonValue value) {
    if (value instanceof JsonString string && !string.getString().isEmpty()) {
      return string.getString();
    }
    if (value instanceof JsonArray array && !array.isEmpty()) {
      return array.stream().map(Difference::text).collect(Collectors.joining(", "));
    }
    return value == null ? "" : value.toString();
  }
}
