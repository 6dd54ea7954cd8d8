package org.postern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postern.audit.Happening.ClientTokenIssued;
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
 * When refusals of one kind and reason about one client and user have {@value #MAX_ROWS_OF_NAME}
 * rows, or half of the budget is used, further ones are counted on one row for these, without the
 * source. When the whole budget is used, they are counted on one row for the kind and reason.
 *
 * <p>At most {@value #MAX_WAITING} rows wait to be written. Further ones are lost.
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

  private final Clock clock;

  // The fields below are guarded by this object's lock. Nothing slow happens while it is held.
  private final Map<Refusal, Tally> refused = new HashMap<>();
  private final Map<Refusal, Integer> rowsOfNames = new HashMap<>();
  private final Map<ClientTokenIssued, Tally> counted = new HashMap<>();
  private Tally countedTogether = new Tally();
  private long minute;
  private int anonymous;
  private int named;
  private List<AuditEvent> rows = new ArrayList<>();
  private Map<String, Long> more = new HashMap<>();
  private List<Refused> lines = new ArrayList<>();
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
   * The row that records a refusal.
   *
   * @param reference the reference of the row
   * @param isFolded whether the refusal only raised the count of an existing row
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

    // Counts the row even if it is dropped, so that the limits on the log hold too while nothing
    // can be written.
    private String beginRow(Instant now) {
      rows++;
      reference = ReferenceId.newId(now);
      return reference;
    }
  }

  /** Records a refusal in a row of its own, or raises the count of an equal one. */
  synchronized Noted note(Refusal refusal) {
    Instant now = begin();
    return refusal.isAnonymous() ? noteAnonymous(now, refusal) : noteNamed(now, refusal);
  }

  private Noted noteAnonymous(Instant now, Refusal refusal) {
    boolean isFull = anonymous >= MAX_ANONYMOUS_A_MINUTE;
    Refusal row = isFull && !refused.containsKey(refusal) ? refusal.shared() : refusal;
    Noted noted = note(now, row, isFull ? 1 : ROWS_A_MINUTE);
    anonymous += noted.isFolded() ? 0 : 1;
    return noted;
  }

  private Noted noteNamed(Instant now, Refusal refusal) {
    Refusal name = refusal.ofManySources();
    boolean isFull =
        named >= MAX_NAMED_A_MINUTE / 2 || rowsOfNames.getOrDefault(name, 0) >= MAX_ROWS_OF_NAME;
    Refusal row = refusal;
    if (isFull && !refused.containsKey(refusal)) {
      row = named < MAX_NAMED_A_MINUTE || refused.containsKey(name) ? name : refusal.shared();
    }
    Noted noted = note(now, row, isFull ? 1 : ROWS_A_MINUTE);
    if (!noted.isFolded()) {
      named++;
      rowsOfNames.merge(name, 1, Integer::sum);
    }
    return noted;
  }

  private Noted note(Instant now, Refusal row, int rowsAMinute) {
    Tally tally = refused.computeIfAbsent(row, none -> new Tally());
    if (fold(tally, rowsAMinute)) {
      return new Noted(tally.reference, true);
    }
    Refused fact = new Refused(row, tally.beginRow(now));
    keep(AuditRows.of(now, fact));
    if (lines.size() < MAX_WAITING) {
      lines.add(fact);
    }
    return new Noted(fact.reference(), false);
  }

  /** Counts a client's own token. Equal facts get one row a minute. */
  synchronized void count(ClientTokenIssued fact) {
    Instant now = begin();
    boolean isKnown = counted.containsKey(fact) || counted.size() < MAX_FACTS;
    Tally tally = isKnown ? counted.computeIfAbsent(fact, none -> new Tally()) : countedTogether;
    if (!fold(tally, 1)) {
      String reference = tally.beginRow(now);
      keep(isKnown ? AuditRows.of(reference, now, fact) : AuditRows.ofManyClients(reference, now));
    }
  }

  private Instant begin() {
    Instant now = clock.now();
    long thisMinute = now.getEpochSecond() / 60;
    if (thisMinute != minute) {
      minute = thisMinute;
      forgetRows();
      rowsOfNames.clear();
      anonymous = 0;
      named = 0;
    }
    return now;
  }

  private void forgetRows() {
    refused.clear();
    counted.clear();
    countedTogether = new Tally();
  }

  // Raises the count of the latest row, if the tally has all the rows of this minute.
  private boolean fold(Tally tally, int rowsAMinute) {
    boolean isFull = tally.rows >= rowsAMinute;
    if (isFull) {
      more.merge(tally.reference, 1L, Long::sum);
    }
    return isFull;
  }

  private void keep(AuditEvent row) {
    if (rows.size() < MAX_WAITING) {
      rows.add(row);
    } else {
      dropped++;
    }
  }

  /** Takes the refusals that the log does not have yet. */
  synchronized List<Refused> takeLines() {
    List<Refused> taken = lines;
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
      forgetRows();
    }
  }
}
