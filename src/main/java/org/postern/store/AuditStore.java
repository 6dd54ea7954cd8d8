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

  /**
   * The sort keys of the audit trail. Sorting by reference sorts by time, because a reference
   * begins with the time.
   */
  public static final List<SortKey<AuditEvent>> SORTS =
      List.of(new SortKey<>("time", "e.reference", AuditEvent::reference));

  // Skip lines that are older than the client: they belong to an earlier client with the same
  // identifier.
  private static final String OF_OWNER =
      "exists (select c.id from Client c where c.clientId = e.clientId and c.ownerId = :within"
          + " and c.created <= e.occurred)";

  private static final int FEW_CLIENTS = 100;

  @PersistenceContext private EntityManager entityManager;

  /** Finds a slice of the lines and, if there are more, the first one after it. */
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
    // Query each client separately, because an index has the lines of one client in order. For
    // several clients in one query, the database would scan the whole audit trail or sort all their
    // lines.
    Comparator<AuditEvent> order = Comparator.comparing(AuditEvent::reference);
    return owned.stream()
        .flatMap(client -> findAll(client, filter, slice).stream())
        .sorted(slice.descending() ? order.reversed() : order)
        .limit(slice.limit() + 1L)
        .toList();
  }

  // These filters leave so few lines that checking the owner of each costs little.
  private static boolean isNarrow(AuditFilter filter) {
    return filter.clientId().isPresent()
        || filter.username().isPresent()
        || filter.reference().isPresent();
  }

  // Finds one client more than FEW_CLIENTS, if there are more.
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

  // The filters that usually find the fewest lines come first, because ListQuery prefers the first
  // one.
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
   * Finds a line of the audit trail.
   *
   * @param within the key of the owner to whose clients the line must belong; empty for any line
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

  /** Stores a line, unless an earlier attempt with an unknown outcome has stored it. */
  public void addIfAbsent(AuditEvent event) {
    if (entityManager.find(AuditEvent.class, event.reference()) == null) {
      entityManager.persist(event);
    }
  }

  /** Adds to the count of an existing line. */
  public void addOccurrences(String reference, long more) {
    entityManager
        .createNamedQuery("AuditEvent.addOccurrences")
        .setParameter("more", more)
        .setParameter("reference", reference)
        .executeUpdate();
  }
}
