package org.postern.observe;

import java.util.function.Supplier;

/** Keeps meters, if the server supports them. */
public interface MeterSink {

  /**
   * Raises a counter by one.
   *
   * @param name the name of the counter, such as {@code postern.tokens.issued}
   * @param tags keys and values in turn; each key must have few different values
   */
  void count(String name, String... tags);

  /** Registers a gauge, whose figure is computed whenever meters are read. */
  void gauge(String name, Supplier<Number> figure);
}
