package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.postern.entity.AuditEvent;

/** Writes and reads the audit trail. */
@ApplicationScoped
public class AuditStore {

  /** By what the trail can be sorted: a reference begins with the time. */
  public static final List<SortKey<AuditEvent>> SORTS =
      List.of(new SortKey<>("time", "e.reference", AuditEvent::reference));

  // A client that was made anew under the same identifier has nothing to do with the one before.
  private static final String OF_OWNER =
      "exists (select c.id from Client c where c.clientId = e.clientId and c.ownerId = :within"
          + " and c.created <= e.occurred)";

  @PersistenceContext private EntityManager entityManager;

  /** The lines of a part, and the first one behind it if there is one. */
  public List<AuditEvent> findAll(AuditFilter filter, Slice<AuditEvent> slice) {
    return new ListQuery<>(AuditEvent.class, "AuditEvent e", "e.reference")
        .where(OF_OWNER, "within", filter.within())
        .where("e.clientId = :clientId", "clientId", filter.clientId())
        .where("e.username = :username", "username", filter.username())
        .where("e.actor = :actor", "actor", filter.actor())
        .where("e.kind = :kind", "kind", filter.kind())
        .where("e.reason = :reason", "reason", filter.reason())
        .where("e.reference = :reference", "reference", filter.reference())
        .where("e.reference >= :fromReference", "fromReference", filter.fromReference())
        .where("e.reference < :untilReference", "untilReference", filter.untilReference())
        .where("e.occurred >= :earliest", "earliest", filter.from())
        .where("e.occurred < :end", "end", filter.until())
        .run(entityManager, slice);
  }

  /**
   * A line of the trail.
   *
   * @param within the key of the owner whose clients alone it may be about; empty for any line
   */
  public Optional<AuditEvent> find(Optional<Long> within, String reference) {
    AuditFilter filter =
        new AuditFilter(
            within,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(reference),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return findAll(filter, new Slice<>(SORTS.get(0), false, Optional.empty(), 1)).stream()
        .findFirst();
  }

  /** Stores a new line. */
  public void add(AuditEvent event) {
    entityManager.persist(event);
  }

  /** Stores a line, unless an attempt whose outcome was unknown did. */
  public void addIfAbsent(AuditEvent event) {
    if (entityManager.find(AuditEvent.class, event.reference()) == null) {
      entityManager.persist(event);
    }
  }

  /** Counts more of the same on an existing line. */
  public void addOccurrences(String reference, long more) {
    entityManager
        .createNamedQuery("AuditEvent.addOccurrences")
        .setParameter("more", more)
        .setParameter("reference", reference)
        .executeUpdate();
  }
}
