package org.postern.console;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.TreeSet;
import org.postern.admin.AuditEntry;

/**
 * What a change made of one member.
 *
 * @param member its name, as in the import
 * @param before its value; empty for none
 * @param after its value; empty for none
 */
public record Difference(String member, String before, String after) {

  /** What the change of this line of the trail did; empty where the line tells no such thing. */
  public static List<Difference> of(AuditEntry entry) {
    if (!(entry.toJson().get("detail") instanceof JsonObject detail)) {
      return List.of();
    }
    JsonObject before = side(detail, "before");
    JsonObject after = side(detail, "after");
    TreeSet<String> members = new TreeSet<>(before.keySet());
    members.addAll(after.keySet());
    return members.stream()
        .map(member -> new Difference(member, text(before.get(member)), text(after.get(member))))
        .toList();
  }

  private static JsonObject side(JsonObject detail, String name) {
    return detail.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static String text(JsonValue value) {
    if (value == null) {
      return "";
    }
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
