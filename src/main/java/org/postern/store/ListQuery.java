package org.postern.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postern.entity.SearchText;

/**
 * A query for a part of a filtered and sorted list. Conditions are fixed texts, values are always
 * bound; rows are found by their place in the order and never by counting, so that a late part
 * costs as much as the first. Where another table has one row at most for a condition, it is
 * joined. Other conditions on other tables compare a count: H2 would evaluate {@code in (select
 * ...)} anew and as a whole for each row, and EclipseLink binds no parameter of a query with {@code
 * exists}, so that H2 would compare booleans with numbers.
 */
final class ListQuery<T> {

  /** So few rows are read for a part of a list without making anybody wait. */
  private static final int FEW_ROWS = 5_000;

  private final Class<T> type;
  private final String from;
  private final String key;
  private final List<String> joins = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final List<Restriction> restrictions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  // A value that a path must have.
  private record Restriction(String path, String name) {}

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
   * Joins another table, with a condition on it and on a value that is named in one of the two by
   * {@code :name}; an empty value asks nothing.
   *
   * @param join as it follows the list's own entity; of no row it may find more than one
   */
  ListQuery<T> join(String join, String condition, String name, Optional<?> value) {
    if (value.isPresent()) {
      joins.add(join);
    }
    return where(condition, name, value);
  }

  /** Asks for a value that a path must have, which has an index; an empty one asks nothing. */
  ListQuery<T> whereIs(String path, String name, Optional<?> value) {
    value.ifPresent(present -> restrictions.add(new Restriction(path, name)));
    return where(path + " = :" + name, name, value);
  }

  /**
   * Asks for a part of the text that is searched, see {@link SearchText}; an empty one asks
   * nothing. Of a row that a node of an earlier version wrote, and no start has looked at since,
   * some paths are searched as that version did.
   *
   * <p>Matches when removing the text changes the value: EclipseLink on H2 binds no parameters for
   * {@code locate} or {@code like ... escape}.
   */
  ListQuery<T> whereContains(Optional<String> text, String... paths) {
    String old =
        Arrays.stream(paths)
            .map(path -> "lower(" + path + ")")
            .map(ListQuery::contains)
            .collect(Collectors.joining(" or ", "(", ")"));
    String time = alias() + ".searchTime";
    String updated = alias() + ".updated";
    String condition =
        "((%s = %s and %s) or ((%s is null or %s <> %s) and %s))"
            .formatted(time, updated, contains(alias() + ".searchText"), time, time, updated, old);
    return where(condition, "text", text.map(SearchText::form));
  }

  private static String contains(String path) {
    return "function('replace', " + path + ", :text, '') <> " + path;
  }

  /** The rows of the part and, if there are more, the first one behind it. */
  List<T> run(EntityManager entityManager, Slice<T> slice) {
    String path = slice.sort().path();
    String direction = slice.descending() ? " desc" : " asc";
    boolean unique = slice.sort().unique() || path.equals(key);
    slice
        .after()
        .ifPresent(after -> addPosition(path, unique, slice.descending() ? "<" : ">", after));
    Optional<String> lead = lead(entityManager);
    StringBuilder text = new StringBuilder("select ").append(alias()).append(" from ").append(from);
    joins.forEach(text::append);
    if (!conditions.isEmpty()) {
      text.append(" where ").append(String.join(" and ", conditions));
    }
    text.append(" order by ");
    lead.ifPresent(first -> text.append(first).append(", "));
    text.append(path).append(direction);
    if (!unique) {
      text.append(", ").append(key).append(direction);
    }
    TypedQuery<T> query = entityManager.createQuery(text.toString(), type);
    values.forEach(query::setParameter);
    return query.setMaxResults(slice.limit() + 1).getResultList();
  }

  // What leads the order: that moves no row, as all have the same value there, and H2 then walks an
  // index over this path and the order instead of sorting all matches. It takes an index of the
  // first condition else, however many rows have that value; so the first with few rows is found.
  private Optional<String> lead(EntityManager entityManager) {
    return restrictions.stream()
        .filter(one -> restrictions.size() == 1 || hasFewRows(entityManager, one))
        .findFirst()
        .or(() -> restrictions.stream().findFirst())
        .map(Restriction::path);
  }

  private boolean hasFewRows(EntityManager entityManager, Restriction one) {
    return entityManager
        .createQuery(
            "select %s from %s where %s = :value order by %s, %s desc"
                .formatted(key, from, one.path, one.path, key))
        .setParameter("value", values.get(one.name))
        .setFirstResult(FEW_ROWS)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
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
