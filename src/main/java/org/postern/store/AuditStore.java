package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.entity.AuditEvent;

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

  private static final String CLIENT_ID = "e.clientId";

  /** Up to how many clients of an owner are queried one by one. */
  private static final int MOST_CLIENTS = 1_000;

  @PersistenceContext private EntityManager entityManager;

  /** Finds a slice of the lines and, if there are more, the first one after it. */
  public List<AuditEvent> findAll(AuditFilter filter, Slice<AuditEvent> slice) {
    if (filter.within().isEmpty() || filter.reference().isPresent()) {
      return findAllOfAnyClient(filter, slice);
    }
    List<Owned> owned = findClients(filter.within().get(), filter.clientId());
    if (owned.size() > MOST_CLIENTS
        || (owned.size() > 1 && query(filter, Optional.empty()).isSelective(entityManager))) {
      return findAllOfAnyClient(filter, slice);
    }
    // Nothing is changed here, so the persistence provider need not look for changes of the lines
    // that were found before each further query.
    entityManager.setFlushMode(FlushModeType.COMMIT);
    try {
      return findAll(owned, filter, slice);
    } finally {
      entityManager.setFlushMode(FlushModeType.AUTO);
    }
  }

  // Queries each client separately, because an index has the lines of one client in order. For
  // several clients in one query, the database would scan the whole audit trail or sort all their
  // lines. When the page is full, only lines that belong on it are still wanted.
  private List<AuditEvent> findAll(List<Owned> owned, AuditFilter filter, Slice<AuditEvent> slice) {
    Comparator<AuditEvent> byReference = Comparator.comparing(AuditEvent::reference);
    Comparator<AuditEvent> order = slice.descending() ? byReference.reversed() : byReference;
    List<AuditEvent> page = List.of();
    AuditFilter wanted = filter;
    for (Owned client : owned) {
      ListQuery<AuditEvent> query =
          query(wanted, Optional.of(client.clientId()))
              .where("e.occurred >= :created", "created", Optional.of(client.created()));
      if (owned.size() > 1) {
        query.leadBy(CLIENT_ID);
      }
      page =
          Stream.concat(page.stream(), query.run(entityManager, slice).stream())
              .sorted(order)
              .limit(slice.limit() + 1L)
              .toList();
      if (page.size() > slice.limit()) {
        String last = page.get(slice.limit()).reference();
        wanted = slice.descending() ? filter.from(last) : filter.before(last);
      }
    }
    return page;
  }

  // Checks the owner of each line, which is slow if many lines have to be passed over.
  private List<AuditEvent> findAllOfAnyClient(AuditFilter filter, Slice<AuditEvent> slice) {
    return query(filter, filter.clientId())
        .where(OF_OWNER, "within", filter.within())
        .run(entityManager, slice);
  }

  // A client of the owner: its identifier, and when it was registered.
  private record Owned(String clientId, Instant created) {}

  // Finds the wanted one of the owner's clients, or all of them, and one client more than
  // MOST_CLIENTS if there are more. Entities would be looked through at each further query.
  private List<Owned> findClients(long ownerId, Optional<String> clientId) {
    TypedQuery<Object[]> query =
        entityManager
            .createNamedQuery(
                clientId.isPresent() ? "Client.ofOwnerByClientId" : "Client.ofOwner",
                Object[].class)
            .setParameter("ownerId", ownerId)
            .setMaxResults(MOST_CLIENTS + 1);
    clientId.ifPresent(id -> query.setParameter("clientId", id));
    return query
        .getResultStream()
        .map(row -> new Owned((String) row[0], (Instant) row[1]))
        .toList();
  }

  // The filters that usually find the fewest lines come first, because ListQuery prefers the first
  // one.
  private static ListQuery<AuditEvent> query(AuditFilter filter, Optional<String> clientId) {
    return new ListQuery<>(AuditEvent.class, "AuditEvent e", "e.reference")
        .where("e.reference = :reference", "reference", filter.reference())
        .whereIs("e.username", "username", filter.username())
        .whereIs(CLIENT_ID, "clientId", clientId)
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
