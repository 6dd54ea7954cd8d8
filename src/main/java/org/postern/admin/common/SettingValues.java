package org.postern.admin.common;

import jakarta.json.JsonObjectBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The values of some settings, each with the type of its setting. They are immutable. */
public final class SettingValues {

  /** No value. */
  public static final SettingValues NONE = new SettingValues(Map.of());

  // Each value has the type of its setting, because only Builder.put adds values.
  private final Map<Setting<?>, Object> values;

  private SettingValues(Map<Setting<?>, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Reads the members of these settings from JSON. Missing members have no value. */
  public static SettingValues read(JsonMembers json, List<? extends Setting<?>> settings) {
    Builder values = new Builder();
    settings.forEach(setting -> read(json, setting, values));
    return values.build();
  }

  private static <T> void read(JsonMembers json, Setting<T> setting, Builder values) {
    setting.read(json).ifPresent(value -> values.put(setting, value));
  }

  /** Returns these values with another one; a list is copied. */
  public <T> SettingValues with(Setting<T> setting, T value) {
    Builder all = new Builder();
    all.values.putAll(values);
    return all.put(setting, value).build();
  }

  /** Returns these values without that of a setting. */
  public SettingValues without(Setting<?> setting) {
    return filter(other -> !other.equals(setting));
  }

  /** Returns those of these values that belong to one of the settings. */
  public SettingValues only(List<? extends Setting<?>> settings) {
    return filter(settings::contains);
  }

  private SettingValues filter(Predicate<Setting<?>> wanted) {
    Builder some = new Builder();
    some.values.putAll(values);
    some.values.keySet().removeIf(wanted.negate());
    return some.build();
  }

  /** Collects values. */
  public static final class Builder {

    private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

    /** Adds a value; a list is copied. */
    public <T> Builder put(Setting<T> setting, T value) {
      values.put(setting, value instanceof List<?> list ? List.copyOf(list) : value);
      return this;
    }

    /** Builds the values; the builder must not be used afterwards. */
    public SettingValues build() {
      return new SettingValues(values);
    }
  }

  /** The value of a setting; empty if there is none. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> get(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting));
  }

  /** The value of the setting that has this name in JSON; empty if there is none. */
  public Optional<Object> get(String name) {
    return values.entrySet().stream()
        .filter(value -> value.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Adds the problems of every value by itself, in the order of these settings. */
  public void check(Problems problems, List<? extends Setting<?>> settings) {
    settings.forEach(setting -> check(problems, setting));
  }

  private <T> void check(Problems problems, Setting<T> setting) {
    get(setting).ifPresent(value -> setting.check(problems, value));
  }

  /** Writes every value as a member of the object, and returns this object. */
  public JsonObjectBuilder write(JsonObjectBuilder json) {
    values.keySet().forEach(setting -> write(json, setting));
    return json;
  }

  private <T> void write(JsonObjectBuilder json, Setting<T> setting) {
    get(setting).ifPresent(value -> setting.write(json, value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SettingValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(values);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
