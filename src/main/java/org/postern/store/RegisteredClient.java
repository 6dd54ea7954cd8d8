package org.postern.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientSwitch;
import org.postern.entity.ClientType;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;

/**
 * A client as the request paths see it: the settings and the secrets of one version of its row.
 *
 * @param id the key of the client's row
 * @param clientId the identifier
 * @param settings the settings
 * @param secrets the secrets, including expired ones; empty for a public client
 * @param epoch the epoch of tokens that are issued now
 * @param usableGrants the grants that the client may use: those for which it is registered, as far
 *     as this server has them and the type of the client allows them
 */
public record RegisteredClient(
    long id,
    ClientId clientId,
    ClientSettings settings,
    List<Secret> secrets,
    long epoch,
    Set<GrantType> usableGrants) {

  /**
   * The largest number of secrets of a client. It is small, because the secret of a request is
   * compared with all of them.
   */
  public static final int MAX_SECRETS = 20;

  /**
   * One secret of a client.
   *
   * @param id the key of the secret's row
   * @param label the label for people
   * @param hash the keyed hash
   * @param weak whether the secret may have less than 128 bits
   * @param expires when the secret stops working; {@link Instant#MAX} for never
   * @param underReview whether somebody may know it who does not own the client any more
   */
  public record Secret(
      long id, String label, String hash, boolean weak, Instant expires, boolean underReview) {}

  /** Copies the secrets and the grants. */
  public RegisteredClient {
    secrets = List.copyOf(secrets);
    usableGrants = Set.copyOf(usableGrants);
  }

  /** Tells whether the client is public and so cannot keep a secret. */
  public boolean isPublic() {
    return settings.type() == ClientType.PUBLIC;
  }

  /**
   * Tells whether each use of a refresh token replaces it. This is always true for a public client.
   */
  public boolean rotatesRefreshTokens() {
    return isPublic() || settings.has(ClientSwitch.ROTATE_REFRESH_TOKENS);
  }

  /** Tells whether the client may use the grant. */
  public boolean allows(GrantType grantType) {
    return usableGrants.contains(grantType);
  }
}
