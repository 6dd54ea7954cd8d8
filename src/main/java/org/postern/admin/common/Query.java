package org.postern.admin.common;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a caller asks of a list, or the options of an import: named values that are still text. A
 * name that comes more than once has more than one value. {@link ListParameters} reads them.
 */
public record Query(Map<String, List<String>> values) {

  /** Creates a query of names and values, which alternate. */
  public static Query of(String... namesAndValues) {
    Map<String, List<String>> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return new Query(values);
  }

  /** Asks for the page after this cursor, and for the first page if the cursor is empty. */
  public static Query after(String cursor) {
    return cursor.isEmpty() ? of() : of("cursor", cursor);
  }
}
