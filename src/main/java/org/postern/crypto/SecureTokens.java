package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random values. Tokens and secrets carry 256 bits and a prefix that names their kind, so that
 * scanners find leaked ones.
 */
@ApplicationScoped
public class SecureTokens {

  /** Begins an access token. */
  public static final String ACCESS_TOKEN_PREFIX = "psa_";

  /** Begins a refresh token. */
  public static final String REFRESH_TOKEN_PREFIX = "psr_";

  /** Begins a client secret made by Postern. */
  public static final String CLIENT_SECRET_PREFIX = "pss_";

  private static final int TOKEN_BYTES = 32;
  private static final int ID_BYTES = 16;

  // Crockford's base 32: 5 bits a sign.
  private static final String LEGIBLE = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int ONE_TIME_SIGNS = 20;
  private static final int CLIENT_ID_SIGNS = 20;
  private static final int GROUP = 5;

  private final SecureRandom random = new SecureRandom();

  /** A new access token. */
  public TokenValue newAccessToken() {
    return new TokenValue(ACCESS_TOKEN_PREFIX + text(TOKEN_BYTES));
  }

  /** A new refresh token that comes from nothing but chance. */
  public TokenValue newRefreshToken() {
    return new TokenValue(REFRESH_TOKEN_PREFIX + text(TOKEN_BYTES));
  }

  /** What a refresh token is derived with that can be handed out twice: 256 bits. */
  public String newSeed() {
    return text(TOKEN_BYTES);
  }

  /** A new client secret. */
  public String newClientSecret() {
    return CLIENT_SECRET_PREFIX + text(TOKEN_BYTES);
  }

  /**
   * A new one-time password: 100 bits in four groups of five letters and digits, without those that
   * look alike, because people read and type it.
   */
  public String newOneTimePassword() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < ONE_TIME_SIGNS; i++) {
      if (i > 0 && i % GROUP == 0) {
        password.append('-');
      }
      password.append(legibleSign());
    }
    return password.toString();
  }

  /**
   * A new client identifier: 100 bits in lower case, so that no two differ in nothing but case.
   * Nobody needs to guess it; it only has to be new.
   */
  public String newClientId() {
    StringBuilder id = new StringBuilder("client-");
    for (int i = 0; i < CLIENT_ID_SIGNS; i++) {
      id.append(legibleSign());
    }
    return id.toString();
  }

  private char legibleSign() {
    return LEGIBLE.charAt(random.nextInt(LEGIBLE.length()));
  }

  /** A new subject of a user: 128 bits, which no other user ever gets. */
  public String newSubject() {
    return "user:" + text(ID_BYTES);
  }

  /** A new id of 128 bits: 22 characters. */
  public String newId() {
    return text(ID_BYTES);
  }

  private String text(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }
}
