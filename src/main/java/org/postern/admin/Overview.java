package org.postern.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happened over a span of time that ends now, some seconds late.
 *
 * @param span which one
 * @param bars the span in equal parts, the oldest first; the last one is not over
 * @param busiest the clients that got the most tokens
 * @param reasons why requests were refused, the most frequent first
 */
public record Overview(Span span, List<Bar> bars, List<Tally> busiest, List<Tally> reasons) {

  /** Copies the lists. */
  public Overview {
    bars = List.copyOf(bars);
    busiest = List.copyOf(busiest);
    reasons = List.copyOf(reasons);
  }

  /** How far an overview looks back. */
  public enum Span {
    HOUR(Duration.ofMinutes(5), 12),
    DAY(Duration.ofHours(1), 24),
    WEEK(Duration.ofHours(6), 28);

    private final Duration bar;
    private final int bars;

    Span(Duration bar, int bars) {
      this.bar = bar;
      this.bars = bars;
    }

    /** How long one bar is. */
    public Duration bar() {
      return bar;
    }

    // The bars begin at whole hours, or at parts of one.
    Instant begin(Instant now) {
      long seconds = bar.toSeconds();
      long last = now.getEpochSecond() / seconds * seconds;
      return Instant.ofEpochSecond(last - seconds * (bars - 1));
    }

    int bars() {
      return bars;
    }

    int indexOf(Instant time, Instant begin) {
      return Math.toIntExact(Duration.between(begin, time).toSeconds() / bar.toSeconds());
    }
  }

  /**
   * A part of the span.
   *
   * @param begins when it began
   * @param issued tokens that were issued, refreshed ones too
   * @param refused requests that were refused
   */
  public record Bar(Instant begins, long issued, long refused) {}

  /**
   * Something that was counted.
   *
   * @param name a client's identifier, or a reason as in the audit trail
   * @param count how often
   */
  public record Tally(String name, long count) {}

  /** All tokens of the span. */
  public long issued() {
    return bars.stream().mapToLong(Bar::issued).sum();
  }

  /** All refusals of the span. */
  public long refused() {
    return bars.stream().mapToLong(Bar::refused).sum();
  }
}
