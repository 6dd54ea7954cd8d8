package org.postern.admin.common;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * One setting that an entity has itself. Its default is that of a new entity.
 *
 * @param <E> the entity
 * @param <T> the type of the value
 */
public class EntitySetting<E, T> extends Setting<T> {

  /** The method of the entity that sets the value. */
  @FunctionalInterface
  public interface Change<E, T> {

    /** Sets the value at this time. */
    void apply(E entity, T value, Instant now);
  }

  private final Function<E, T> value;
  private final Change<E, T> change;

  /** Creates a setting whose value is checked by this rule. */
  protected EntitySetting(
      String name, Form<T> form, Rule<T> rule, Function<E, T> value, Change<E, T> change) {
    super(name, form, rule);
    this.value = value;
    this.change = change;
  }

  /** Returns the values that the entity has of these settings. */
  public static <E> SettingValues valuesOf(E entity, List<? extends EntitySetting<E, ?>> settings) {
    SettingValues.Builder values = new SettingValues.Builder();
    for (EntitySetting<E, ?> setting : settings) {
      setting.put(values, entity);
    }
    return values.build();
  }

  private void put(SettingValues.Builder values, E entity) {
    values.put(this, valueIn(entity));
  }

  private T valueIn(E entity) {
    return normal(value.apply(entity));
  }

  /** Sets these values of the entity, as far as they have one. They were checked before. */
  public static <E> void change(
      E entity, SettingValues values, List<? extends EntitySetting<E, ?>> settings, Instant now) {
    for (EntitySetting<E, ?> setting : settings) {
      setting.assign(entity, values, now);
    }
  }

  // Set only a value that differs, because each of these calls raises the version, and some raise
  // the epoch.
  private void assign(E entity, SettingValues values, Instant now) {
    values
        .get(this)
        .map(this::normal)
        .filter(wanted -> !wanted.equals(valueIn(entity)))
        .ifPresent(wanted -> change.apply(entity, wanted, now));
  }
}
