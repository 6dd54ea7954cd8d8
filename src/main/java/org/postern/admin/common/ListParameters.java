package org.postern.admin.common;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postern.crypto.SecretHash;
import org.postern.crypto.Signer;
import org.postern.entity.InstantConverter;
import org.postern.store.Slice;
import org.postern.store.SortKey;

/**
 * Reads the query parameters of a list: filters, {@code sort}, {@code limit} and {@code cursor}. A
 * cursor is a signed position in the list. It is valid only for the same filters and the same
 * order.
 */
public final class ListParameters {

  /** The default number of items on a page. */
  static final int DEFAULT_LIMIT = 50;

  /** The largest number of items on a page. */
  static final int MAX_LIMIT = 200;

  private static final int MAX_LENGTH = 255;

  // A cursor may contain two texts of 255 characters, in Base64.
  private static final int MAX_CURSOR_LENGTH = 2_048;
  private static final String SORT = "sort";
  private static final String LIMIT = "limit";
  private static final String CURSOR = "cursor";
  private static final char SEPARATOR = '\0';

  private final String list;
  private final Map<String, List<String>> parameters;
  private final Signer signer;
  private final Problems problems = new Problems();
  private final Set<String> read = new HashSet<>();

  /**
   * Creates a reader.
   *
   * @param list the name of the list, so that a cursor is not valid for another list
   */
  public ListParameters(String list, Query query, Signer signer) {
    this.list = list;
    this.parameters = query.values();
    this.signer = signer;
  }

  /** Reads a text of 1 to 255 characters. */
  public Optional<String> text(String name) {
    return text(name, MAX_LENGTH);
  }

  private Optional<String> text(String name, int maxLength) {
    read.add(name);
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      add(name, "is there more than once");
      return Optional.empty();
    }
    Problems ofThis = new Problems();
    TextRules.checkLine(ofThis, Problem.parameter(name), values.get(0), 1, maxLength);
    problems.addAll("", ofThis);
    return ofThis.isEmpty() ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Reads a text that stands for one of several values. */
  public <T> Optional<T> oneOf(String name, Function<String, Optional<T>> value, String message) {
    return oneOf(name, text(name), value, message);
  }

  private <T> Optional<T> oneOf(
      String name, Optional<String> text, Function<String, Optional<T>> value, String message) {
    Optional<T> found = text.flatMap(value);
    if (text.isPresent() && found.isEmpty()) {
      add(name, message);
    }
    return found;
  }

  public Optional<Boolean> bool(String name) {
    return oneOf(
        name,
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        "must be true or false");
  }

  /** Reads an RFC 3339 time, such as {@code 2030-01-31T12:00:00Z}. */
  public Optional<Instant> instant(String name) {
    return oneOf(name, ListParameters::time, "must be a time such as 2030-01-31T12:00:00Z");
  }

  private static Optional<Instant> time(String text) {
    try {
      Instant time = Instant.parse(text);
      return Times.isAllowed(time) ? Optional.of(time) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads the requested slice, in ascending order by default. Call this after the filters have been
   * read.
   *
   * @param sorts the sort keys of the list, the default first
   * @throws AdministrationException MALFORMED with all problems of the query
   */
  public <T> Slice<T> slice(List<SortKey<T>> sorts) {
    return slice(sorts, false);
  }

  /** Reads the requested slice, with this default direction. */
  public <T> Slice<T> slice(List<SortKey<T>> sorts, boolean descendingByDefault) {
    Optional<String> sort = text(SORT);
    boolean descending = sort.map(text -> text.startsWith("-")).orElse(descendingByDefault);
    String name =
        sort.map(text -> descending ? text.substring(1) : text).orElse(sorts.get(0).name());
    Optional<SortKey<T>> key = sorts.stream().filter(one -> one.name().equals(name)).findFirst();
    if (key.isEmpty()) {
      add(
          SORT,
          "must be one of "
              + sorts.stream().map(SortKey::name).collect(Collectors.joining(", "))
              + ", a hyphen before it for the opposite order");
    }
    int limit =
        oneOf(LIMIT, ListParameters::limit, "must be a number from 1 to " + MAX_LIMIT)
            .orElse(DEFAULT_LIMIT);
    Optional<Slice.Position> after =
        oneOf(
            CURSOR,
            text(CURSOR, MAX_CURSOR_LENGTH),
            this::position,
            "is not one that this server gave for this query");
    refuseOthers();
    return new Slice<>(key.orElseThrow(), descending, after, limit);
  }

  /**
   * Refuses parameters that were not read. Call this last.
   *
   * @throws AdministrationException MALFORMED with all problems of the query
   */
  public void refuseOthers() {
    parameters.keySet().stream()
        .filter(parameter -> !read.contains(parameter))
        .forEach(parameter -> add(parameter, "is not known"));
    problems.requireReadable();
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[0-9]{1,3}"))
        .map(Integer::valueOf)
        .filter(limit -> limit >= 1 && limit <= MAX_LIMIT);
  }

  /**
   * Creates the page from the rows of a slice.
   *
   * @param rows the rows, at most one more than the limit of the slice
   * @param key the unique value that orders rows with equal sort values
   */
  public <T> Page<T> page(List<T> rows, Slice<T> slice, Function<T, Object> key) {
    if (rows.size() <= slice.limit()) {
      return new Page<>(rows, Optional.empty());
    }
    T last = rows.get(slice.limit() - 1);
    String place = write(slice.sort().value().apply(last)) + SEPARATOR + write(key.apply(last));
    return new Page<>(
        rows.subList(0, slice.limit()),
        Optional.of(
            Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(place.getBytes(StandardCharsets.UTF_8))
                + "."
                + sign(place)));
  }

  private Optional<Slice.Position> position(String cursor) {
    int dot = cursor.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String place;
    try {
      place =
          new String(
              Base64.getUrlDecoder().decode(cursor.substring(0, dot)), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (!SecretHash.isEqual(sign(place), cursor.substring(dot + 1))) {
      return Optional.empty();
    }
    int separator = place.indexOf(SEPARATOR);
    return Optional.of(
        new Slice.Position(
            read(place.substring(0, separator)), read(place.substring(separator + 1))));
  }

  // The signature includes all parameters except the limit, which may differ from page to page.
  private String sign(String place) {
    TreeMap<String, List<String>> query = new TreeMap<>(parameters);
    query.remove(CURSOR);
    query.remove(LIMIT);
    return signer.signCursor(list + SEPARATOR + query + SEPARATOR + place);
  }

  private static String write(Object value) {
    if (value instanceof Instant time) {
      return "i" + InstantConverter.toMicros(time);
    }
    return (value instanceof Long ? "n" : "s") + value;
  }

  private static Object read(String text) {
    String value = text.substring(1);
    return switch (text.charAt(0)) {
      case 'i' -> new InstantConverter().convertToEntityAttribute(Long.valueOf(value));
      case 'n' -> Long.valueOf(value);
      default -> value;
    };
  }

  private void add(String name, String message) {
    problems.add(Problem.parameter(name), message);
  }
}
