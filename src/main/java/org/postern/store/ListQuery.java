package org.postern.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query for a part of a filtered and sorted list. Conditions are fixed texts, values are always
 * bound; rows are found by their place in the order and never by counting, so that a late part
 * costs as much as the first.
 */
final class ListQuery<T> {

  private final Class<T> type;
  private final String from;
  private final String key;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * A list without conditions.
   *
   * @param from entity and alias, such as {@code Client c}
   * @param key the JPQL path of a unique value, which decides between equal ones
   */
  ListQuery(Class<T> type, String from, String key) {
    this.type = type;
    this.from = from;
    this.key = key;
  }

  /** Asks for a condition on a value, named in it by {@code :name}; an empty one asks nothing. */
  ListQuery<T> where(String condition, String name, Optional<?> value) {
    value.ifPresent(
        present -> {
          conditions.add(condition);
          values.put(name, present);
        });
    return this;
  }

  /**
   * Asks for a text anywhere in one of these, in whatever case; an empty one asks nothing. By what
   * is left without it, as a function that is called by its name: on H2 EclipseLink binds no value
   * of a statement that has {@code locate} or {@code like ... escape}.
   */
  ListQuery<T> whereContains(Optional<String> text, String... paths) {
    String condition =
        Arrays.stream(paths)
            .map(path -> "lower(" + path + ")")
            .map(path -> "function('replace', " + path + ", :text, '') <> " + path)
            .collect(Collectors.joining(" or ", "(", ")"));
    return where(condition, "text", text.map(any -> any.toLowerCase(Locale.ROOT)));
  }

  /** The rows of the part and, if there are more, the first one behind it. */
  List<T> run(EntityManager entityManager, Slice<T> slice) {
    String path = slice.sort().path();
    String direction = slice.descending() ? " desc" : " asc";
    boolean unique = slice.sort().unique() || path.equals(key);
    slice
        .after()
        .ifPresent(after -> addPosition(path, unique, slice.descending() ? "<" : ">", after));
    StringBuilder text = new StringBuilder("select ").append(alias()).append(" from ").append(from);
    if (!conditions.isEmpty()) {
      text.append(" where ").append(String.join(" and ", conditions));
    }
    text.append(" order by ").append(path).append(direction);
    if (!unique) {
      text.append(", ").append(key).append(direction);
    }
    TypedQuery<T> query = entityManager.createQuery(text.toString(), type);
    values.forEach(query::setParameter);
    return query.setMaxResults(slice.limit() + 1).getResultList();
  }

  // The first condition is there for the index.
  private void addPosition(String path, boolean unique, String beyond, Slice.Position after) {
    values.put("afterValue", after.value());
    if (unique) {
      conditions.add(path + " " + beyond + " :afterValue");
      return;
    }
    values.put("afterKey", after.key());
    conditions.add(path + " " + beyond + "= :afterValue");
    conditions.add(
        "(" + path + " " + beyond + " :afterValue or " + key + " " + beyond + " :afterKey)");
  }

  private String alias() {
    return from.substring(from.indexOf(' ') + 1);
  }
}
