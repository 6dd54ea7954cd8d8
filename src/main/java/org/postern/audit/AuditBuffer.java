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
import org.postern.entity.ReferenceId;

/**
 * Keeps refusals and counts until they are written. Equal refusals beyond {@value #ROWS_A_MINUTE} a
 * minute become a count on one row. There are two budgets, so that a flood of requests without a
 * name leaves room for those about somebody: refusals that name neither a registered client nor a
 * registered user get {@value #MAX_ANONYMOUS_A_MINUTE} rows a minute, and the rest counts on one
 * row for each kind and reason. Refusals that name one get {@value #MAX_NAMED_A_MINUTE}; beyond
 * {@value #MAX_ROWS_OF_NAME} for one name, or half of the budget, they count on one row for each
 * name, which leaves out the source. At most {@value #MAX_WAITING} rows wait to be written, and
 * what comes beyond that is in the log only.
 */
@ApplicationScoped
public class AuditBuffer {

  /** Rows that equal refusals get in one minute before they are counted. */
  public static final int ROWS_A_MINUTE = 20;

  /** Rows that refusals about nobody get in one minute before they are counted. */
  public static final int MAX_ANONYMOUS_A_MINUTE = 300;

  /** Rows that refusals about a client or a user get in one minute before they are counted. */
  public static final int MAX_NAMED_A_MINUTE = 6_000;

  /** Those of one kind, reason, client and user before they are counted together. */
  public static final int MAX_ROWS_OF_NAME = 200;

  /** Different facts that are counted apart in one minute. */
  public static final int MAX_FACTS = 10_000;

  /** Rows that wait to be written. */
  public static final int MAX_WAITING = 20_000;

  private static final String SHARED = "(many)";

  private final Clock clock;

  // Guarded by this; nothing slow happens under the lock.
  private final Map<Fact, Tally> refused = new HashMap<>();
  private final Map<Fact, Tally> counted = new HashMap<>();
  private final Map<Fact, Integer> rowsOfNames = new HashMap<>();
  private long minute;
  private int anonymous;
  private int named;
  private List<AuditEvent> rows = new ArrayList<>();
  private Map<String, Long> more = new HashMap<>();
  private List<AuditEvent> lines = new ArrayList<>();
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

    boolean isAnonymous() {
      return clientId == null && username == null;
    }

    Fact ofManySources() {
      return new Fact(kind, reason, clientId, username, SHARED, null);
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
    return fact.isAnonymous() ? noteAnonymous(now, fact) : noteNamed(now, fact);
  }

  private Noted noteAnonymous(Instant now, Fact fact) {
    boolean isFull = anonymous >= MAX_ANONYMOUS_A_MINUTE;
    Fact row = isFull && !refused.containsKey(fact) ? fact.shared() : fact;
    Noted noted = add(refused, now, row, isFull ? 1 : ROWS_A_MINUTE);
    anonymous += noted.isFolded() ? 0 : 1;
    return noted;
  }

  private Noted noteNamed(Instant now, Fact fact) {
    Fact name = fact.ofManySources();
    boolean isFull =
        named >= MAX_NAMED_A_MINUTE / 2 || rowsOfNames.getOrDefault(name, 0) >= MAX_ROWS_OF_NAME;
    Fact row = fact;
    if (isFull && !refused.containsKey(fact)) {
      row = named < MAX_NAMED_A_MINUTE || refused.containsKey(name) ? name : fact.shared();
    }
    Noted noted = add(refused, now, row, isFull ? 1 : ROWS_A_MINUTE);
    if (!noted.isFolded()) {
      named++;
      rowsOfNames.merge(name, 1, Integer::sum);
    }
    return noted;
  }

  /** Counts a fact: one row a minute. */
  synchronized void count(Fact fact) {
    Instant now = begin();
    boolean isKnown = counted.containsKey(fact) || counted.size() < MAX_FACTS;
    add(counted, now, isKnown ? fact : fact.shared(), 1);
  }

  private Instant begin() {
    Instant now = clock.now();
    long thisMinute = now.getEpochSecond() / 60;
    if (thisMinute != minute) {
      minute = thisMinute;
      forget();
    }
    return now;
  }

  private void forget() {
    refused.clear();
    counted.clear();
    rowsOfNames.clear();
    anonymous = 0;
    named = 0;
  }

  private Noted add(Map<Fact, Tally> tallies, Instant now, Fact key, int rowsAMinute) {
    Tally tally = tallies.computeIfAbsent(key, none -> new Tally());
    if (tally.rows >= rowsAMinute) {
      more.merge(tally.reference, 1L, Long::sum);
      return new Noted(tally.reference, true);
    }
    String reference = ReferenceId.newId(now);
    // Counted as if it were written, so that what nobody can write is not all logged either.
    tally.rows++;
    tally.reference = reference;
    AuditEvent row =
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
            1);
    if (rows.size() < MAX_WAITING) {
      rows.add(row);
    } else {
      dropped++;
    }
    if (key.reason() != null && lines.size() < MAX_WAITING) {
      lines.add(row);
    }
    return new Noted(reference, false);
  }

  /** Takes the refusals that the log does not have yet. */
  synchronized List<AuditEvent> takeLines() {
    List<AuditEvent> taken = lines;
    lines = new ArrayList<>();
    return taken;
  }

  /** Takes everything that waits to be written to the database. */
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
      refused.clear();
      counted.clear();
    }
  }
}
