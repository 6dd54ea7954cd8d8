package org.postern.admin.common;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON with one member or element on each line, so that the difference between two texts
 * shows the difference between their contents. A JSON library is not used for the layout, because
 * its layout may change. Strings that look like variables of an import are escaped.
 */
public final class JsonText {

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /** Returns the text of a value, with a line feed at the end. */
  public static String of(JsonValue value) {
    JsonText text = new JsonText();
    text.write(value, "\n");
    return text.text.append('\n').toString();
  }

  private void write(JsonValue value, String line) {
    if (value instanceof JsonObject object && !object.isEmpty()) {
      write(object, line);
    } else if (value instanceof JsonArray array && !array.isEmpty()) {
      write(array, line);
    } else if (value instanceof JsonString string) {
      text.append(JsonForms.JSON.createValue(Variables.escape(string.getString())));
    } else {
      text.append(value);
    }
  }

  private void write(JsonObject object, String line) {
    String inner = line + "  ";
    text.append('{');
    for (Iterator<Map.Entry<String, JsonValue>> all = object.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<String, JsonValue> member = all.next();
      text.append(inner).append(JsonForms.JSON.createValue(member.getKey())).append(": ");
      write(member.getValue(), inner);
      text.append(all.hasNext() ? "," : "");
    }
    text.append(line).append('}');
  }

  private void write(JsonArray array, String line) {
    String inner = line + "  ";
    text.append('[');
    for (Iterator<JsonValue> all = array.iterator(); all.hasNext(); ) {
      text.append(inner);
      write(all.next(), inner);
      text.append(all.hasNext() ? "," : "");
    }
    text.append(line).append(']');
  }
}
