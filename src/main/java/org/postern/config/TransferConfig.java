package org.postern.config;

import java.time.Duration;
import org.postern.setting.Settings;

/**
 * The time limits for the bodies of requests and for answers: {@code postern.body-timeout} and
 * {@code postern.answer-timeout}.
 */
public final class TransferConfig {

  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofMinutes(10);

  /**
   * How many times longer an import file may take than another body, because it can be much larger.
   */
  private static final int FILE = 6;

  private final Duration body;
  private final Duration answer;

  TransferConfig(Settings settings) {
    body = settings.duration("postern.body-timeout", Duration.ofSeconds(10), MIN, MAX);
    answer = settings.duration("postern.answer-timeout", Duration.ofMinutes(1), MIN, MAX);
  }

  /**
   * {@code postern.body-timeout}: how long it may take until the body of a request is complete, one
   * second to ten minutes. Default ten seconds.
   */
  public Duration body() {
    return body;
  }

  /** How long the file of an import may take: six times {@link #body}. */
  public Duration file() {
    return body.multipliedBy(FILE);
  }

  /**
   * {@code postern.answer-timeout}: how long a caller may take to read an answer, from its first
   * byte on, one second to ten minutes. Default one minute.
   */
  public Duration answer() {
    return answer;
  }
}
