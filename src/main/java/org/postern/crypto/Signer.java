package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Derives values from the server's key with HMAC-SHA-256, using a different label for each kind.
 * The successor of a repeatable refresh token is derived from the old value, the family, the
 * generation and a random seed. While the seed is kept, a client that presents the old value again
 * gets the same successor. Without the seed nobody can derive it.
 */
@ApplicationScoped
public class Signer {

  private static final String LABEL = "postern/refresh-token";
  private static final String CURSOR_LABEL = "postern/cursor";

  private final ServerKeys keys;

  /** For the proxy only. */
  protected Signer() {
    this(null);
  }

  @Inject
  public Signer(ServerKeys keys) {
    this.keys = keys;
  }

  /**
   * Derives the successor of a refresh token.
   *
   * @param generation the generation of the successor, at least 1
   * @param seed the random seed of this generation
   */
  public TokenValue successor(TokenValue old, String familyId, long generation, String seed) {
    return refreshToken(message(old, familyId, generation) + '\0' + seed);
  }

  /**
   * Derives the successor as versions before schema 11 did, because other nodes may still run such
   * a version.
   */
  public TokenValue successorWithoutSeed(TokenValue old, String familyId, long generation) {
    return refreshToken(message(old, familyId, generation));
  }

  private static String message(TokenValue old, String familyId, long generation) {
    return LABEL + '\0' + old.value() + '\0' + familyId + '\0' + generation;
  }

  private TokenValue refreshToken(String message) {
    return new TokenValue(SecureTokens.REFRESH_TOKEN_PREFIX + mac(message));
  }

  /** Signs a place in a list, so that a cursor that a caller sends back can be checked. */
  public String signCursor(String place) {
    return mac(CURSOR_LABEL + '\0' + place);
  }

  private String mac(String message) {
    byte[] mac = keys.hmac(message.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }
}
