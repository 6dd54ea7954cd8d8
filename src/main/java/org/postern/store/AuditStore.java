package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.postern.entity.AuditEvent;
import org.postern.entity.Client;

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

  private static final int FEW_CLIENTS = 100;

  @PersistenceContext private EntityManager entityManager;

  /** The lines of a part, and the first one behind it if there is one. */
  public List<AuditEvent> findAll(AuditFilter filter, Slice<AuditEvent> slice) {
    if (filter.within().isEmpty() || isNarrow(filter)) {
      return query(filter, filter.clientId())
          .where(OF_OWNER, "within", filter.within())
          .run(entityManager, slice);
    }
    List<Client> owned = findClients(filter.within().get());
    if (owned.size() > FEW_CLIENTS) {
      return query(filter, Optional.empty())
          .where(OF_OWNER, "within", filter.within())
          .run(entityManager, slice);
    }
    // An index has the lines of one client in their order. For those of several clients together
    // the database would walk the whole trail, or sort them all.
    Comparator<AuditEvent> order = Comparator.comparing(AuditEvent::reference);
    return owned.stream()
        .flatMap(client -> findAll(client, filter, slice).stream())
        .sorted(slice.descending() ? order.reversed() : order)
        .limit(slice.limit() + 1L)
        .toList();
  }

  // So few lines are about a client or a user that asking each for its owner costs little.
  private static boolean isNarrow(AuditFilter filter) {
    return filter.clientId().isPresent()
        || filter.username().isPresent()
        || filter.reference().isPresent();
  }

  // One more than are few, if there are more.
  private List<Client> findClients(long ownerId) {
    return entityManager
        .createNamedQuery("Client.ofOwner", Client.class)
        .setParameter("ownerId", ownerId)
        .setMaxResults(FEW_CLIENTS + 1)
        .getResultList();
  }

  private List<AuditEvent> findAll(Client client, AuditFilter filter, Slice<AuditEvent> slice) {
    return query(filter, Optional.of(client.clientId().value()))
        .where("e.occurred >= :created", "created", Optional.of(client.created()))
        .run(entityManager, slice);
  }

  // The filters that usually find the fewest lines come first.
  private static ListQuery<AuditEvent> query(AuditFilter filter, Optional<String> clientId) {
    return new ListQuery<>(AuditEvent.class, "AuditEvent e", "e.reference")
        .where("e.reference = :reference", "reference", filter.reference())
        .whereIs("e.username", "username", filter.username())
        .whereIs("e.clientId", "clientId", clientId)
        .whereIs("e.actor", "actor", filter.actor())
        .whereIs("e.reason", "reason", filter.reason())
        .whereIs("e.kind", "kind", filter.kind())
        .where("e.reference >= :fromReference", "fromReference", filter.fromReference())
        .where("e.reference < :untilReference", "untilReference", filter.untilReference())
        .where("e.occurred >= :earliest", "earliest", filter.from())
        .where("e.occurred < :end", "end", filter.until());
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
