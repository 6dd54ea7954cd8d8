package org.postern.observe;

import java.util.function.Supplier;

/** Where meters go, if the server keeps any. */
public interface MeterSink {

  /**
   * Counts one more.
   *
   * @param name such as {@code postern.tokens.issued}
   * @param tags keys and values in turn; every value is one of few
   */
  void count(String name, String... tags);

  /** Offers a figure that is asked for whenever meters are read. */
  void gauge(String name, Supplier<Number> figure);
}
