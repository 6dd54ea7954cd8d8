package org.postern.admin.common;

import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One setting of a scope, user or client: its name and form in JSON, which are the same in files,
 * requests, answers and the audit trail, and the rule for its value.
 *
 * @param <T> the type of the value
 */
public class Setting<T> {

  /** A rule that needs no other value and no database. */
  @FunctionalInterface
  public interface Rule<T> {

    /** Adds the problems of the value, which is at the pointer. */
    void check(Problems problems, String pointer, T value);
  }

  /** A form in JSON. */
  protected static final class Form<T> {

    /** A string. */
    public static final Form<String> TEXT = new Form<>(JsonMembers::text, JsonObjectBuilder::add);

    /** An array of strings. */
    public static final Form<List<String>> TEXTS =
        new Form<>(
            JsonMembers::texts,
            (json, name, list) -> json.add(name, JsonForms.JSON.createArrayBuilder(list)));

    /** An array of strings as a set: their order and repeats mean nothing. */
    public static final Form<List<String>> NAMES =
        new Form<>(
            TEXTS.reader, TEXTS.writer, names -> names.stream().distinct().sorted().toList());

    /** True or false. */
    public static final Form<Boolean> BOOL = new Form<>(JsonMembers::bool, JsonObjectBuilder::add);

    /** A duration of ISO 8601. */
    public static final Form<Duration> DURATION =
        new Form<>(JsonMembers::duration, (json, name, time) -> json.add(name, time.toString()));

    private final Reader<T> reader;
    private final Writer<T> writer;
    private final UnaryOperator<T> normal;

    private Form(Reader<T> reader, Writer<T> writer) {
      this(reader, writer, UnaryOperator.identity());
    }

    private Form(Reader<T> reader, Writer<T> writer, UnaryOperator<T> normal) {
      this.reader = reader;
      this.writer = writer;
      this.normal = normal;
    }
  }

  private interface Reader<T> {
    Optional<T> read(JsonMembers json, String name);
  }

  private interface Writer<T> {
    void write(JsonObjectBuilder json, String name, T value);
  }

  private final String name;
  private final Form<T> form;
  private final Rule<T> rule;

  /** The rule for a value that is always allowed, or that only the database can check. */
  protected static <T> void isAllowed(Problems problems, String pointer, T value) {}

  /** The rule for a text that people choose, of at most this many characters. */
  protected static Rule<String> line(int most) {
    return (problems, pointer, text) -> TextRules.checkLine(problems, pointer, text, 0, most);
  }

  /** Creates a setting whose value is checked by this rule. */
  protected Setting(String name, Form<T> form, Rule<T> rule) {
    this.name = name;
    this.form = form;
    this.rule = rule;
  }

  /** The name in JSON. */
  public final String name() {
    return name;
  }

  /** Returns the form of a value that is stored and shown; equal values have one form. */
  final T normal(T value) {
    return form.normal.apply(value);
  }

  final Optional<T> read(JsonMembers json) {
    return form.reader.read(json, name);
  }

  final void write(JsonObjectBuilder json, T value) {
    form.writer.write(json, name, value);
  }

  final void check(Problems problems, T value) {
    rule.check(problems, "/" + name, value);
  }

  @Override
  public final String toString() {
    return name;
  }
}
