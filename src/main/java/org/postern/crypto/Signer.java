package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Derives a refresh token from the one before it: HMAC-SHA-256 under the server's key over a label,
 * the old value, the family and the generation. Whoever repeats the old value gets the same
 * successor again, although nothing is stored that it could be recovered from.
 */
@ApplicationScoped
public class Signer {

  private static final String LABEL = "postern/refresh-token";

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
   * The successor of a refresh token.
   *
   * @param generation the successor's, 1 or more
   */
  public TokenValue successor(TokenValue old, String familyId, long generation) {
    String message = LABEL + '\0' + old.value() + '\0' + familyId + '\0' + generation;
    byte[] mac = keys.hmac(message.getBytes(StandardCharsets.UTF_8));
    return new TokenValue(
        SecureTokens.REFRESH_TOKEN_PREFIX
            + Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
  }
}
