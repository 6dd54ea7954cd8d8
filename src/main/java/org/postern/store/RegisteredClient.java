package org.postern.store;

import java.time.Instant;
import java.util.List;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;

/**
 * A client as the request paths see it: its settings and its secrets, as of one version of its row.
 *
 * @param id the key of its row
 * @param clientId its identifier
 * @param settings what administrators set
 * @param secrets its secrets, also expired ones; empty for a public client
 * @param epoch the epoch that tokens issued now carry
 */
public record RegisteredClient(
    long id, ClientId clientId, ClientSettings settings, List<Secret> secrets, long epoch) {

  /**
   * One secret.
   *
   * @param id the key of its row
   * @param label for people
   * @param hash the keyed hash
   * @param weak whether it may have under 128 bits
   * @param expires when it stops working; {@link Instant#MAX} for never
   */
  public record Secret(long id, String label, String hash, boolean weak, Instant expires) {}

  /** Copies the list. */
  public RegisteredClient {
    secrets = List.copyOf(secrets);
  }

  /** Whether it cannot keep a secret. */
  public boolean isPublic() {
    return settings.type() == ClientType.PUBLIC;
  }

  /** Whether each use of a refresh token replaces it; a public client's always is. */
  public boolean rotatesRefreshTokens() {
    return isPublic() || settings.rotateRefreshTokens();
  }

  /**
   * Whether it may use the grant: registered for it, and not one that its type forbids. A public
   * client never uses client credentials (RFC 6749 §4.4), and the password grant only with the
   * switch that says so.
   */
  public boolean allows(GrantType grantType) {
    if (!settings.grants().contains(grantType)) {
      return false;
    }
    if (!isPublic()) {
      return true;
    }
    if (grantType.equals(GrantType.PASSWORD)) {
      return settings.allowPasswordGrantForPublicClient();
    }
    return !grantType.equals(GrantType.CLIENT_CREDENTIALS);
  }
}
