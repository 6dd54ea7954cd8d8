package org.postern.resource;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.Setting;
import org.postern.admin.common.SettingValues;
import org.postern.http.Json;
import org.postern.http.ProblemException;
import org.postern.http.ProblemException.Field;

/** Reads small JSON merge patches of text members. RFC 7396. */
final class Patches {

  private Patches() {}

  /**
   * Reads a patch that may have only these members, each with a text.
   *
   * @throws ProblemException 400 if the body is not such a patch, 413 if it is too large
   */
  static JsonObject read(InputStream body, String... members) {
    JsonObject patch = Json.readObject(body);
    List<String> known = List.of(members);
    List<Field> wrong =
        patch.entrySet().stream()
            .filter(
                member ->
                    !known.contains(member.getKey())
                        || member.getValue().getValueType() != JsonValue.ValueType.STRING)
            .map(
                member ->
                    Field.ofMember(
                        "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                        known.contains(member.getKey())
                            ? "must be a text"
                            : "is not known here, or cannot be changed"))
            .toList();
    if (!wrong.isEmpty()) {
      throw new ProblemException(400, "The body holds what cannot be changed", wrong);
    }
    return patch;
  }

  /**
   * Reads a patch that may have only these settings, each with a text.
   *
   * @throws ProblemException as {@link #read(InputStream, String...)}
   */
  static SettingValues read(InputStream body, List<? extends Setting<String>> settings) {
    JsonObject patch = read(body, settings.stream().map(Setting::name).toArray(String[]::new));
    SettingValues.Builder values = new SettingValues.Builder();
    settings.forEach(
        setting -> text(patch, setting.name()).ifPresent(text -> values.put(setting, text)));
    return values.build();
  }

  /** Returns the text of a member; empty if it is missing. */
  static Optional<String> text(JsonObject patch, String member) {
    return Optional.ofNullable(patch.getJsonString(member)).map(JsonString::getString);
  }
}
