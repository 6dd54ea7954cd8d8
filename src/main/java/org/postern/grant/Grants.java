package org.postern.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.OAuthError.UnsupportedGrantType;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

/** The registry of grants, which collects the beans once and makes the catalogue of them. */
@ApplicationScoped
public class Grants {

  private static final int NEARLY_RIGHT = 3;

  private final SortedMap<String, Grant> byType = new TreeMap<>();
  private final GrantCatalogue catalogue;

  /** For the proxy only. */
  protected Grants() {
    catalogue = null;
  }

  /**
   * Collects the grants.
   *
   * @throws IllegalStateException if two beans claim one grant type
   */
  @Inject
  public Grants(@Any Instance<Grant> beans) {
    List<Grant> grants = beans.stream().toList();
    catalogue = new GrantCatalogue(grants.stream().map(Grant::description).toList());
    grants.forEach(grant -> byType.put(grant.description().type().value(), grant));
  }

  /** The descriptions of the grants, for every bean that needs them. */
  @Produces
  public GrantCatalogue catalogue() {
    return catalogue;
  }

  /** The grant types that the metadata lists, sorted. */
  public List<String> offered() {
    return byType.entrySet().stream()
        .filter(grant -> grant.getValue().isOffered())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Finds the grant of this type.
   *
   * @throws OAuthException UnsupportedGrantType if there is none
   */
  public Grant forType(String type) {
    Grant grant = byType.get(type);
    if (grant == null) {
      throw new OAuthException(
          new UnsupportedGrantType("Unsupported grant type" + hint(type)),
          RefusalReason.GRANT_TYPE_UNKNOWN);
    }
    return grant;
  }

  // The hint names a grant that is registered here, never text from the request.
  private String hint(String type) {
    return byType.keySet().stream()
        .filter(known -> distance(known, type) <= NEARLY_RIGHT)
        .findFirst()
        .map(known -> ", did you mean " + known + "?")
        .orElse("");
  }

  // Levenshtein's distance. Texts whose lengths differ too much are not compared at all.
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > NEARLY_RIGHT) {
      return Integer.MAX_VALUE;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
