package org.postern.config;

import java.time.Duration;

/** How long requests and answers may be on their way, {@code postern.body-timeout} and others. */
public final class TransferConfig {

  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofMinutes(10);

  /** A file is some hundred times as long as another body, and takes as long to be sent. */
  private static final int FILE = 6;

  private final Duration body;
  private final Duration answer;

  TransferConfig(Settings settings) {
    body = settings.duration("postern.body-timeout", Duration.ofSeconds(10), MIN, MAX);
    answer = settings.duration("postern.answer-timeout", Duration.ofMinutes(1), MIN, MAX);
  }

  /**
   * {@code postern.body-timeout}: how long the body of a request may take to come to its end, one
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
   * {@code postern.answer-timeout}: how long an answer may take from its first byte until it is
   * taken, one second to ten minutes. Default one minute.
   */
  public Duration answer() {
    return answer;
  }
}
