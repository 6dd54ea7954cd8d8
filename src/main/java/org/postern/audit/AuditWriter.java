package org.postern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.postern.entity.AuditEvent;
import org.postern.store.AuditStore;

/** Writes the content of the buffer, each call in one transaction. */
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

  /** Writes the whole batch, or nothing. */
  @Transactional
  void write(AuditBuffer.Batch batch) {
    batch.rows().forEach(store::add);
    // The rows are inserted before the first update runs, so a count may belong to one of them.
    batch.more().forEach(store::addOccurrences);
  }

  /** Writes one row, unless it exists already. */
  @Transactional
  void writeAgain(AuditEvent event) {
    store.addIfAbsent(event);
  }

  /** Raises the counts of existing rows. */
  @Transactional
  void write(Map<String, Long> more) {
    more.forEach(store::addOccurrences);
  }
}
