package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postern.entity.Client;
import org.postern.entity.ClientScope;
import org.postern.entity.ClientSettings;
import org.postern.oauth.GrantType;

/** Reads many clients at once: slices of filtered and sorted lists, and all clients. */
@ApplicationScoped
public class ClientListStore {

  /** The sort keys of lists of clients. */
  public static final List<SortKey<Client>> SORTS =
      List.of(
          new SortKey<>("client_id", "c.clientId", client -> client.clientId().value(), true),
          new SortKey<>("created", "c.created", Client::created),
          new SortKey<>("updated", "c.updated", Client::updated));

  @PersistenceContext private EntityManager entityManager;

  /**
   * Finds a slice of the clients that pass the filter and, if there are more, the first one after
   * it.
   */
  public List<Client> findAll(ClientFilter filter, Slice<Client> slice) {
    return new ListQuery<>(Client.class, "Client c", "c.id")
        .whereContains(filter.text(), "c.clientId", "c.name", "c.description")
        .where("c.ownerId = :ownerId", "ownerId", filter.ownerId())
        .where("c.ownerId = :within", "within", filter.within())
        .where("c.type = :type", "type", filter.type())
        .where("c.enabled = :enabled", "enabled", filter.enabled())
        // Use a left join. Nearly all clients may have the grant, but with an inner join H2 would
        // read all of them first.
        .join(" left join c.grants g on g = :grant", "g is not null", "grant", filter.grant())
        .join(" join c.scopes s", "s.scopeName = :scope", "scope", filter.scope())
        .where(
            (filter.weakSecret().orElse(true) ? "0 <" : "0 =")
                + " (select count(w.id) from ClientSecret w"
                + " where w.clientId = c.id and w.weak = :weak)",
            "weak",
            filter.weakSecret().map(wanted -> true))
        .where(
            "0 < (select count(o.id) from ClientSecret o"
                + " where o.clientId = c.id and o.created < :secretBefore)",
            "secretBefore",
            filter.secretBefore())
        .where(
            (filter.secretForReview().orElse(true) ? "0 <" : "0 =")
                + " (select count(r.id) from ClientSecret r"
                + " where r.clientId = c.id and r.review > :unmarked)",
            "unmarked",
            filter.secretForReview().map(wanted -> Instant.EPOCH))
        // A client that was never used has no row.
        .join(
            " left join ClientUsage u on u.clientId = c.id",
            "c.created < :unusedSince and (u.lastUsed is null or u.lastUsed < :unusedSince)",
            "unusedSince",
            filter.unusedSince())
        .run(entityManager, slice);
  }

  /**
   * Finds a slice of the clients to which a user is assigned and, if there are more, the first one
   * after it.
   */
  public List<Client> findAssigned(long userId, Slice<Client> slice) {
    return new ListQuery<>(Client.class, "Client c", "c.id")
        .join(
            ", ClientUser a",
            "a.id.clientId = c.id and a.id.userId = :userId and a.assigned = true",
            "userId",
            Optional.of(userId))
        .run(entityManager, slice);
  }

  /** Reads the settings of these clients in few queries, by the key of the client. */
  public Map<Long, ClientSettings> findSettings(List<Client> rows) {
    if (rows.isEmpty()) {
      return Map.of();
    }
    List<Long> ids = rows.stream().map(Client::id).toList();
    Map<Long, Set<GrantType>> grants = collections("Client.grantsOf", GrantType.class, ids);
    Map<Long, Set<ClientScope>> scopes = collections("Client.scopesOf", ClientScope.class, ids);
    Map<Long, Set<String>> userGroups = collections("Client.userGroupsOf", String.class, ids);
    return rows.stream()
        .collect(
            Collectors.toMap(
                Client::id,
                client ->
                    client.settings(
                        grants.getOrDefault(client.id(), Set.of()),
                        scopes.getOrDefault(client.id(), Set.of()),
                        userGroups.getOrDefault(client.id(), Set.of()))));
  }

  private <T> Map<Long, Set<T>> collections(String query, Class<T> type, List<Long> ids) {
    return entityManager
        .createNamedQuery(query, Object[].class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                row -> (Long) row[0],
                Collectors.mapping(row -> type.cast(row[1]), Collectors.toSet())));
  }

  /** Finds all clients, in the order of their keys. */
  public List<Client> findAll() {
    return entityManager.createNamedQuery("Client.all", Client.class).getResultList();
  }
}
