package org.postern.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Objects;
import java.util.Optional;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.Change.ImportApplied;
import org.postern.audit.Change.ScopeChanged;
import org.postern.audit.Change.UserChanged;

/**
 * Writes what a change has changed as short JSON, with the members of the import file. It is the
 * detail of the line in the audit trail and a part of the plan of an import.
 */
public final class ChangeJson {

  // Searching for the provider costs more than building a small object.
  private static final JsonProvider JSON = JsonProvider.provider();

  private static final int MAX_LENGTH = 20_000;
  private static final int MAX_SHORTENED_LENGTH = 400;

  private ChangeJson() {}

  /**
   * Writes a change: the members that differ, in the objects {@code before} and {@code after}. Of a
   * new or deleted object these are all members. Long values are shortened if the text would have
   * more than 20,000 characters.
   *
   * @return empty if the kind of the change says everything
   */
  public static Optional<JsonObject> of(Change change) {
    if (change instanceof ClientChanged client) {
      return of(client.values(), "");
    }
    if (change instanceof UserChanged user) {
      return of(user.values(), "");
    }
    if (change instanceof ScopeChanged scope) {
      // The line of a scope has no other place for its name.
      return of(scope.values(), "name");
    }
    return change instanceof ImportApplied applied
        ? Optional.of(counts(applied))
        : Optional.empty();
  }

  private static JsonObject counts(ImportApplied applied) {
    return JSON.createObjectBuilder()
        .add("scopes", applied.scopes())
        .add("users", applied.users())
        .add("clients", applied.clients())
        .build();
  }

  /**
   * Writes the members that differ.
   *
   * @param key the member that names the object; it is written into {@code before} even if it did
   *     not change; empty for none
   */
  private static Optional<JsonObject> of(BeforeAndAfter values, String key) {
    if (values.equals(BeforeAndAfter.NONE)) {
      return Optional.empty();
    }
    JsonObject before = json(values.before());
    JsonObject after = json(values.after());
    JsonObject differences = join(without(key, before, after), without("", after, before));
    return Optional.of(
        differences.toString().length() <= MAX_LENGTH ? differences : shorten(differences));
  }

  private static JsonObject json(Optional<Snapshot> snapshot) {
    return snapshot.map(Snapshot::toJson).orElse(JsonValue.EMPTY_JSON_OBJECT);
  }

  private static JsonObject without(String key, JsonObject object, JsonObject other) {
    JsonObjectBuilder builder = JSON.createObjectBuilder();
    object.forEach(
        (name, value) -> {
          if (name.equals(key) || !Objects.equals(value, other.get(name))) {
            builder.add(name, value);
          }
        });
    return builder.build();
  }

  private static JsonObject join(JsonObject before, JsonObject after) {
    JsonObjectBuilder builder = JSON.createObjectBuilder();
    if (!before.isEmpty()) {
      builder.add("before", before);
    }
    if (!after.isEmpty()) {
      builder.add("after", after);
    }
    return builder.build();
  }

  private static JsonObject shorten(JsonObject differences) {
    JsonObjectBuilder builder = JSON.createObjectBuilder();
    differences.forEach(
        (side, members) -> builder.add(side, shortenMembers(members.asJsonObject())));
    return builder.build();
  }

  private static JsonObject shortenMembers(JsonObject members) {
    JsonObjectBuilder builder = JSON.createObjectBuilder();
    members.forEach((name, value) -> builder.add(name, shorten(value)));
    return builder.build();
  }

  private static JsonValue shorten(JsonValue value) {
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    if (value.toString().length() <= MAX_SHORTENED_LENGTH) {
      return value;
    }
    return JSON.createValue(
        text.substring(0, MAX_SHORTENED_LENGTH / 8) + "... (" + text.length() + " characters)");
  }
}
