package org.postern.admin.common;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Objects;

/**
 * Writes the values before and after a change as short JSON for the audit trail, with the members
 * of the import file. It never contains a secret.
 */
public final class AuditDetail {

  /** The text in place of a secret or a password. */
  public static final String MASKED = "(hidden)";

  private static final int MAX_LENGTH = 20_000;
  private static final int MAX_SHORTENED_LENGTH = 400;

  private AuditDetail() {}

  public static String created(JsonObject after) {
    return detail(JsonValue.EMPTY_JSON_OBJECT, after);
  }

  public static String deleted(JsonObject before) {
    return detail(before, JsonValue.EMPTY_JSON_OBJECT);
  }

  /** Writes only the members that differ. */
  public static String changed(JsonObject before, JsonObject after) {
    return changed("", before, after);
  }

  /**
   * Writes the members that differ, and the member that names the changed object in the part before
   * the change.
   */
  public static String changed(String key, JsonObject before, JsonObject after) {
    return detail(without(key, before, after), without("", after, before));
  }

  private static JsonObject without(String key, JsonObject object, JsonObject other) {
    JsonObjectBuilder builder = JsonForms.JSON.createObjectBuilder();
    object.forEach(
        (name, value) -> {
          if (name.equals(key) || !Objects.equals(value, other.get(name))) {
            builder.add(name, value);
          }
        });
    return builder.build();
  }

  private static String detail(JsonObject before, JsonObject after) {
    String text = write(before, after);
    return text.length() <= MAX_LENGTH ? text : write(shorten(before), shorten(after));
  }

  private static String write(JsonObject before, JsonObject after) {
    JsonObjectBuilder builder = JsonForms.JSON.createObjectBuilder();
    if (!before.isEmpty()) {
      builder.add("before", before);
    }
    if (!after.isEmpty()) {
      builder.add("after", after);
    }
    return builder.build().toString();
  }

  private static JsonObject shorten(JsonObject object) {
    JsonObjectBuilder builder = JsonForms.JSON.createObjectBuilder();
    object.forEach((name, value) -> builder.add(name, shorten(value)));
    return builder.build();
  }

  private static JsonValue shorten(JsonValue value) {
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    if (value.toString().length() <= MAX_SHORTENED_LENGTH) {
      return value;
    }
    return JsonForms.JSON.createValue(
        text.substring(0, MAX_SHORTENED_LENGTH / 8) + "... (" + text.length() + " characters)");
  }
}
