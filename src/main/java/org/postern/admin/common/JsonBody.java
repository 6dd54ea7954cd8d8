package org.postern.admin.common;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the JSON object of a request strictly: unknown members are refused. Variables are not
 * replaced, unlike in an import file.
 */
public final class JsonBody {

  private JsonBody() {}

  /**
   * Reads an object.
   *
   * @param reader reads the members that it knows
   * @throws AdministrationException MALFORMED if the text is no JSON object, or a member is
   *     unknown, missing or of the wrong type
   */
  public static <T> T read(String text, Function<JsonMembers, T> reader) {
    Problems problems = new Problems();
    return read(problems, object(problems, text), reader);
  }

  /**
   * Reads a merge patch, in which null stands for the default value of a new object. RFC 7396.
   *
   * @param defaultValues the values that null stands for; null is allowed for no other member
   * @throws AdministrationException MALFORMED as {@link #read}
   */
  public static <T> T readPatch(
      String text, SettingValues defaultValues, Function<JsonMembers, T> reader) {
    Problems problems = new Problems();
    JsonObject defaults = defaultValues.write(JsonForms.JSON.createObjectBuilder()).build();
    JsonObjectBuilder filled = JsonForms.JSON.createObjectBuilder();
    object(problems, text)
        .forEach(
            (name, value) ->
                filled.add(
                    name,
                    value.equals(JsonValue.NULL) && defaults.containsKey(name)
                        ? defaults.get(name)
                        : value));
    return read(problems, filled.build(), reader);
  }

  private static JsonObject object(Problems problems, String text) {
    Optional<JsonValue> value = JsonTree.read(problems, "", text, JsonTree.MAX_VALUES);
    if (value.isPresent() && value.get() instanceof JsonObject object) {
      return object;
    }
    value.ifPresent(other -> problems.add("", "must be a JSON object"));
    throw AdministrationException.malformed(problems.toException().problems());
  }

  private static <T> T read(Problems problems, JsonObject object, Function<JsonMembers, T> reader) {
    JsonMembers members = new JsonMembers(object, "", Variables.none(), problems);
    T result = reader.apply(members);
    members.refuseOthers();
    problems.requireReadable();
    return result;
  }
}
