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
 * A query for a slice of a filtered and sorted list. Conditions are fixed texts, and values are
 * always bound. A slice is found by the position of its first row and not by counting rows, so a
 * late slice costs as much as the first.
 *
 * <p>If another table has at most one row for a condition, it is joined. Other conditions on other
 * tables compare a count with zero, for two reasons. H2 would evaluate {@code in (select ...)}
 * completely for each row. And EclipseLink does not bind the parameters of a query with {@code
 * exists}, so that H2 would compare booleans with numbers.
 */
final class ListQuery<T> {

  /** A number of rows that can be read for one slice without a noticeable delay. */
  private static final int FEW_ROWS = 5_000;

  private final Class<T> type;
  private final String from;
  private final String key;
  private final List<String> joins = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final List<Restriction> restrictions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private Optional<String> chosenLead = Optional.empty();

  // The condition that a path has the value of this name.
  private record Restriction(String path, String name) {}

  /**
   * Creates a query without conditions.
   *
   * @param from entity and alias, such as {@code Client c}
   * @param key the JPQL path of a unique value, which orders rows with equal sort values
   */
  ListQuery(Class<T> type, String from, String key) {
    this.type = type;
    this.from = from;
    this.key = key;
  }

  /**
   * Adds a condition that contains the value as {@code :name}. An empty value adds no condition.
   */
  ListQuery<T> where(String condition, String name, Optional<?> value) {
    value.ifPresent(
        present -> {
          conditions.add(condition);
          values.put(name, present);
        });
    return this;
  }

  /**
   * Joins another table and adds a condition. One of the two texts contains the value as {@code
   * :name}. An empty value adds neither.
   *
   * @param join the join as it follows the entity of the list; it must not find more than one row
   *     for each row of the list
   */
  ListQuery<T> join(String join, String condition, String name, Optional<?> value) {
    if (value.isPresent()) {
      joins.add(join);
    }
    return where(condition, name, value);
  }

  /**
   * Adds the condition that a path has this value. The path must have an index. An empty value adds
   * no condition.
   */
  ListQuery<T> whereIs(String path, String name, Optional<?> value) {
    value.ifPresent(present -> restrictions.add(new Restriction(path, name)));
    return where(path + " = :" + name, name, value);
  }

  /**
   * Uses the index of this path, which must be one of {@link #whereIs}, without counting the rows
   * of each.
   */
  ListQuery<T> leadBy(String path) {
    chosenLead = Optional.of(path);
    return this;
  }

  /** Tells whether few rows have the value of one of the paths of {@link #whereIs}. */
  boolean isSelective(EntityManager entityManager) {
    return restrictions.stream().anyMatch(one -> hasFewRows(entityManager, one));
  }

  /**
   * Adds the condition that the search text contains this text: see {@link SearchText}. An empty
   * value adds no condition. A row that a node of an earlier version has written since the last
   * start has no current search text. For such a row these paths are searched, as that version
   * does.
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

  /** Finds the rows of the slice and, if there are more, the first one after it. */
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

  // Finds a path for the first sort key. It does not change the order, because all matches have the
  // same value there. But it lets H2 use an index over this path and the sort key and not sort all
  // matches. Without it, H2 would use the index of the first condition, even if many rows have that
  // value. So the first condition with few rows is chosen.
  private Optional<String> lead(EntityManager entityManager) {
    return chosenLead.or(
        () ->
            restrictions.stream()
                .filter(one -> restrictions.size() == 1 || hasFewRows(entityManager, one))
                .findFirst()
                .or(() -> restrictions.stream().findFirst())
                .map(Restriction::path));
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

  // The first of the two conditions follows from the second one. It is added so that the database
  // uses the index.
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
