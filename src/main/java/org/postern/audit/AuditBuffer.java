package org.postern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postern.config.Clock;
import org.postern.entity.AuditEvent;

/**
 * Keeps refusals and counts until they are written. Equal facts beyond {@value #ROWS_A_MINUTE} a
 * minute become a count on one row. All refusals together get {@value #MAX_REFUSALS_A_MINUTE} rows
 * a minute, and at most {@value #MAX_FACTS} different facts are told apart; the rest counts on one
 * row for each kind and reason. At most {@value #MAX_WAITING} rows wait to be written, and what
 * comes beyond that is in the log only.
 */
@ApplicationScoped
public class AuditBuffer {

  /** Rows that equal refusals get in one minute before they are counted. */
  public static final int ROWS_A_MINUTE = 20;

  /** Rows that all refusals together get in one minute before they are counted. */
  public static final int MAX_REFUSALS_A_MINUTE = 6_000;

  /** Different facts that are told apart in one minute. */
  public static final int MAX_FACTS = 10_000;

  /** Rows that wait to be written. */
  public static final int MAX_WAITING = 20_000;

  private static final String SHARED = "(many)";

  private final Clock clock;

  // Guarded by this; nothing slow happens under the lock.
  private final Map<Fact, Tally> tallies = new HashMap<>();
  private long minute;
  private int refusals;
  private List<AuditEvent> rows = new ArrayList<>();
  private Map<String, Long> more = new HashMap<>();
  private long dropped;

  /** For the proxy only. */
  protected AuditBuffer() {
    this(null);
  }

  @Inject
  public AuditBuffer(Clock clock) {
    this.clock = clock;
  }

  /**
   * What happened; what is unknown is null. Equal facts are folded.
   *
   * @param detail the label of a secret
   */
  record Fact(
      String kind, String reason, String clientId, String username, String source, String detail) {

    Fact {
      Objects.requireNonNull(kind);
    }

    Fact shared() {
      return new Fact(kind, reason, null, null, SHARED, null);
    }
  }

  /**
   * Where a fact went.
   *
   * @param reference the row it is in
   * @param isFolded whether it only raised that row's count
   */
  record Noted(String reference, boolean isFolded) {}

  /** What has to be written: new rows, and how much each existing row's count grows. */
  record Batch(List<AuditEvent> rows, Map<String, Long> more, long dropped) {
    boolean isEmpty() {
      return rows.isEmpty() && more.isEmpty() && dropped == 0;
    }
  }

  private static final class Tally {
    private int rows;
    private String reference;
  }

  /** Notes a refusal with a row of its own, or on the count of the last one. */
  synchronized Noted note(Fact fact) {
    Instant now = begin();
    boolean isFull = refusals >= MAX_REFUSALS_A_MINUTE;
    Noted noted =
        isFull && !tallies.containsKey(fact)
            ? add(now, fact.shared(), 1)
            : add(now, fact, isFull ? 1 : ROWS_A_MINUTE);
    if (!noted.isFolded()) {
      refusals++;
    }
    return noted;
  }

  /** Counts a fact: one row a minute. */
  synchronized void count(Fact fact) {
    add(begin(), fact, 1);
  }

  private Instant begin() {
    Instant now = clock.now();
    long thisMinute = now.getEpochSecond() / 60;
    if (thisMinute != minute) {
      minute = thisMinute;
      tallies.clear();
      refusals = 0;
    }
    return now;
  }

  private Noted add(Instant now, Fact fact, int rowsAMinute) {
    Fact key = tallies.containsKey(fact) || tallies.size() < MAX_FACTS ? fact : fact.shared();
    Tally tally = tallies.computeIfAbsent(key, none -> new Tally());
    if (tally.rows >= rowsAMinute) {
      more.merge(tally.reference, 1L, Long::sum);
      return new Noted(tally.reference, true);
    }
    String reference = ReferenceId.newId(now);
    if (rows.size() >= MAX_WAITING) {
      // Counted here as if it were written, so that what nobody can write is not all logged either.
      dropped++;
      tally.rows++;
      tally.reference = reference;
      return new Noted(reference, false);
    }
    tally.rows++;
    tally.reference = reference;
    rows.add(
        new AuditEvent(
            reference,
            now,
            key.kind(),
            key.reason(),
            null,
            key.clientId(),
            key.username(),
            key.source(),
            key.detail(),
            1));
    return new Noted(reference, false);
  }

  /** Takes everything that waits. */
  synchronized Batch take() {
    Batch batch = new Batch(rows, more, dropped);
    rows = new ArrayList<>();
    more = new HashMap<>();
    dropped = 0;
    return batch;
  }

  /** Puts back what could not be written, before what came since, of which the newest give way. */
  synchronized void putBack(Batch batch) {
    List<AuditEvent> all = new ArrayList<>(batch.rows());
    all.addAll(rows);
    rows = all;
    batch.more().forEach((reference, count) -> more.merge(reference, count, Long::sum));
    dropped += batch.dropped();
    if (rows.size() > MAX_WAITING) {
      List<AuditEvent> newest = rows.subList(MAX_WAITING, rows.size());
      for (AuditEvent row : newest) {
        Long folded = more.remove(row.reference());
        dropped += row.occurrences() + (folded == null ? 0 : folded);
      }
      newest.clear();
      // Nothing more may be folded into a row that is gone.
      tallies.clear();
    }
  }
}
