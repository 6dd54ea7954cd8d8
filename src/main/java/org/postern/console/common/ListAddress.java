package org.postern.console.common;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The state of a list: filters, order and position. It is kept in the address of the page only,
 * with the parameter names of the use case.
 */
public final class ListAddress {

  private static final String SORT = "sort";
  private static final String CURSOR = "cursor";

  private final Map<String, String> state = new LinkedHashMap<>();

  /**
   * Reads the state.
   *
   * @param parameter returns the text of a parameter of the address; empty for none
   * @param filters the names of the list's filters
   */
  public ListAddress(Function<String, String> parameter, String... filters) {
    for (String name : filters) {
      put(name, parameter.apply(name));
    }
    put(SORT, parameter.apply(SORT));
    put(CURSOR, parameter.apply(CURSOR));
  }

  private void put(String name, String value) {
    String text = value.strip();
    if (text.isEmpty()) {
      state.remove(name);
    } else {
      state.put(name, text);
    }
  }

  /** The state as parameters of the use case. */
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    state.forEach((name, value) -> parameters.put(name, List.of(value)));
    return parameters;
  }

  /** The value of a filter, or of {@code sort}; empty for none. */
  public String value(String name) {
    return state.getOrDefault(name, "");
  }

  /** Whether the list has a filter. */
  public boolean isFiltered() {
    return state.keySet().stream().anyMatch(name -> !name.equals(SORT) && !name.equals(CURSOR));
  }

  /** Whether the page is not the first one of the list. */
  public boolean isContinued() {
    return state.containsKey(CURSOR);
  }

  /**
   * The address of the list's first page with one value changed. An empty value removes the
   * parameter.
   */
  public String with(String name, String value) {
    ListAddress other = new ListAddress(key -> "");
    other.state.putAll(state);
    other.state.remove(CURSOR);
    other.put(name, value);
    return other.toString();
  }

  /**
   * The address of the list sorted by this key, or in the opposite direction if it is sorted by
   * this key now.
   */
  public String sortedBy(String key) {
    return with(SORT, value(SORT).equals(key) ? "-" + key : key);
  }

  /** The value of {@code aria-sort} for the column of this key. */
  public String direction(String key) {
    return value(SORT).equals(key)
        ? "ascending"
        : value(SORT).equals("-" + key) ? "descending" : "none";
  }

  /** The address of the list's first page. */
  public String first() {
    return with(CURSOR, "");
  }

  /** The address of the next page; null at the end. */
  public String next(Optional<String> cursor) {
    return cursor.map(place -> with(CURSOR, place)).orElse(null);
  }

  /** The query string, beginning with a question mark. */
  @Override
  public String toString() {
    return state.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
