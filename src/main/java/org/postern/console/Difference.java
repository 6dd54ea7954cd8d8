package org.postern.console;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postern.admin.AuditEntry;

/**
 * What a change made of one member.
 *
 * @param member its name, as in the import
 * @param before its value; empty for none
 * @param after its value; empty for none
 */
public record Difference(String member, String before, String after) {

  /** Members that stand before a change to tell which scope or secret it is about. */
  static final List<String> NAMES = List.of("name", "label");

  /** What the change of this line of the trail did; empty where the line tells no such thing. */
  public static List<Difference> of(AuditEntry entry) {
    if (!(entry.toJson().get("detail") instanceof JsonObject detail)) {
      return List.of();
    }
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

  static JsonObject side(JsonObject detail, String name) {
    return detail.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  // An empty text or list is not nothing.
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
