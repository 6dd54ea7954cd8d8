package org.postern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.postern.entity.AuditEvent;
import org.postern.store.AuditStore;

/** Writes what the buffer held, in one transaction of its own. */
@ApplicationScoped
public class AuditWriter {

  private final AuditStore store;

  /** For the proxy only. */
  protected AuditWriter() {
    this(null);
  }

  @Inject
  public AuditWriter(AuditStore store) {
    this.store = store;
  }

  /** Writes all of it or nothing. */
  @Transactional
  void write(AuditBuffer.Batch batch) {
    batch.rows().forEach(store::add);
    // Flushes the rows first: a count may belong to one of them.
    batch.more().forEach(store::addOccurrences);
  }

  /** Writes one line, unless it is there already. */
  @Transactional
  void writeAgain(AuditEvent event) {
    store.addIfAbsent(event);
  }

  /** Writes what was counted on existing lines. */
  @Transactional
  void write(Map<String, Long> more) {
    more.forEach(store::addOccurrences);
  }
}
