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
 * Keeps refusals and counts in memory until they are written. Equal refusals beyond {@value
 * #ROWS_A_MINUTE} a minute are only counted, on the last of their rows.
 *
 * <p>There are two budgets, so that a flood of anonymous requests leaves room for refusals of known
 * clients and users. Refusals that name neither a registered client nor a registered user get
 * {@value #MAX_ANONYMOUS_A_MINUTE} rows a minute. Further ones are counted on one row for each kind
 * and reason. Refusals that name a client or a user get {@value #MAX_NAMED_A_MINUTE} rows a minute.
 * When one name has {@value #MAX_ROWS_OF_NAME} rows, or half of the budget is used, further ones
 * are counted on one row for each name, without the source.
 *
 * <p>At most {@value #MAX_WAITING} rows wait to be written. Further ones are in the log only.
 */
@ApplicationScoped
public class AuditBuffer {

  /** How many rows equal refusals get in one minute before they are only counted. */
  public static final int ROWS_A_MINUTE = 20;

  /**
   * How many rows refusals without a client and a user get in one minute before they are only
   * counted.
   */
  public static final int MAX_ANONYMOUS_A_MINUTE = 300;

  /**
   * How many rows refusals with a client or a user get in one minute before they are only counted.
   */
  public static final int MAX_NAMED_A_MINUTE = 6_000;

  /**
   * How many rows of one kind, reason, client and user get in one minute before they are counted
   * together.
   */
  public static final int MAX_ROWS_OF_NAME = 200;

  /** How many different facts are counted separately in one minute. */
  public static final int MAX_FACTS = 10_000;

  /** How many rows may wait to be written. */
  public static final int MAX_WAITING = 20_000;

  private static final String SHARED = "(many)";

  private final Clock clock;

  // The fields below are guarded by this object's lock. Nothing slow happens while it is held.
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
   * One fact; unknown parts are null. Equal facts are counted on one row.
   *
   * @param detail the label of the secret; null if there is none
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
   * The row that records a fact.
   *
   * @param reference the reference of the row
   * @param isFolded whether the fact only raised the count of an existing row
   */
  record Noted(String reference, boolean isFolded) {}

  /** The work of one flush: new rows, and how much the count of each existing row grows. */
  record Batch(List<AuditEvent> rows, Map<String, Long> more, long dropped) {
    boolean isEmpty() {
      return rows.isEmpty() && more.isEmpty() && dropped == 0;
    }
  }

  private static final class Tally {
    private int rows;
    private String reference;
  }

  /** Records a refusal in a row of its own, or raises the count of an equal one. */
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

  /** Counts a fact. Equal facts get one row a minute. */
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
    // Count the row even if it is dropped below, so that the limits on the log hold too while
    // nothing can be written.
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

  /**
   * Puts back a batch that could not be written, in front of newer rows. If there are too many, the
   * newest rows are dropped.
   */
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
      // Start new rows, because no count may go to a row that has been dropped.
      refused.clear();
      counted.clear();
    }
  }
}
