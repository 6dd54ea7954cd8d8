package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Derives values from the server's key by HMAC-SHA-256, each kind under a label of its own. The
 * successor of a refresh token that can be repeated comes from the old value, the family, the
 * generation and a random seed: as long as the seed is kept, whoever repeats the old value gets the
 * same successor again. Without the seed nobody can derive it.
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
   * The successor of a refresh token.
   *
   * @param generation the successor's, 1 or more
   * @param seed random, of this generation
   */
  public TokenValue successor(TokenValue old, String familyId, long generation, String seed) {
    return refreshToken(message(old, familyId, generation) + '\0' + seed);
  }

  /**
   * The successor that versions before schema 11 made, which nodes beside this one may still run.
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

  /** A text that shows that the place of a list, which we give to callers, is one of ours. */
  public String signCursor(String place) {
    return mac(CURSOR_LABEL + '\0' + place);
  }

  private String mac(String message) {
    byte[] mac = keys.hmac(message.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }
}
