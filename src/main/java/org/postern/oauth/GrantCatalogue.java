package org.postern.oauth;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The grants of this server, sorted by type. A bean of {@code grant} collects them. */
public final class GrantCatalogue {

  private final SortedMap<String, GrantDescription> byType = new TreeMap<>();

  /**
   * Makes a catalogue of these grants.
   *
   * @throws IllegalStateException if two grants have one type
   */
  public GrantCatalogue(Collection<GrantDescription> grants) {
    for (GrantDescription grant : grants) {
      if (byType.put(grant.type().value(), grant) != null) {
        throw new IllegalStateException("two grants claim " + grant.type());
      }
    }
  }

  /** All grants, sorted. */
  public List<GrantDescription> grants() {
    return List.copyOf(byType.values());
  }

  /** The types of all grants, sorted. */
  public List<String> types() {
    return List.copyOf(byType.keySet());
  }

  /** Finds a grant by its type; empty if this server does not have it. */
  public Optional<GrantDescription> find(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** Returns those grants that a confidential client may use of all for which it is registered. */
  public Set<GrantType> usable(Collection<GrantType> registered) {
    return filter(registered, grant -> true);
  }

  /**
   * Returns those grants that a public client may use of all for which it is registered.
   *
   * @param switchedOn whether {@code allow_password_grant_for_public_client} is on
   */
  public Set<GrantType> usableByPublicClient(Collection<GrantType> registered, boolean switchedOn) {
    return filter(registered, grant -> grant.isOpenToPublicClient(switchedOn));
  }

  private Set<GrantType> filter(
      Collection<GrantType> registered, Predicate<GrantDescription> allowed) {
    return registered.stream()
        .filter(type -> find(type.value()).filter(allowed).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }
}
