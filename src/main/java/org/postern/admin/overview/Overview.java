package org.postern.admin.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Figures of a period that ends now. They are some seconds old.
 *
 * @param span the period
 * @param bars the period in equal parts, the oldest first; the last one is not complete
 * @param busiest the clients that got most tokens
 * @param reasons the reasons of refusals, the most frequent first
 */
public record Overview(Span span, List<Bar> bars, List<Tally> busiest, List<Tally> reasons) {

  /** Copies the lists. */
  public Overview {
    bars = List.copyOf(bars);
    busiest = List.copyOf(busiest);
    reasons = List.copyOf(reasons);
  }

  /** The length of the period. */
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

    /** The length of one bar. */
    public Duration bar() {
      return bar;
    }

    // The bars begin at multiples of their length.
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
   * A part of the period.
   *
   * @param begins the beginning of the part
   * @param issued the number of issued tokens, including refreshed ones
   * @param refused the number of refused requests
   */
  public record Bar(Instant begins, long issued, long refused) {}

  /**
   * A name with a count.
   *
   * @param name the identifier of a client, or a reason as in the audit trail
   * @param count the count
   */
  public record Tally(String name, long count) {}

  /** The number of all tokens of the period. */
  public long issued() {
    return bars.stream().mapToLong(Bar::issued).sum();
  }

  /** The number of all refusals of the period. */
  public long refused() {
    return bars.stream().mapToLong(Bar::refused).sum();
  }
}
