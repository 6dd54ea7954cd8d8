package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Creates random values. Tokens and secrets have 256 random bits and a prefix for their kind, so
 * that scanners find leaked ones.
 */
@ApplicationScoped
public class SecureTokens {

  /** The prefix of access tokens. */
  public static final String ACCESS_TOKEN_PREFIX = "psa_";

  /** The prefix of refresh tokens. */
  public static final String REFRESH_TOKEN_PREFIX = "psr_";

  /** The prefix of client secrets that Postern creates. */
  public static final String CLIENT_SECRET_PREFIX = "pss_";

  static final int TOKEN_BYTES = 32;
  static final int ID_BYTES = 16;

  // The characters of Crockford's base 32, each with 5 bits.
  private static final String LEGIBLE = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int ONE_TIME_SIGNS = 20;
  private static final int CLIENT_ID_SIGNS = 20;
  private static final int GROUP = 5;

  private final SecureRandom random = new SecureRandom();

  /** Creates an access token. */
  public TokenValue newAccessToken() {
    return new TokenValue(ACCESS_TOKEN_PREFIX + text(TOKEN_BYTES));
  }

  /** Creates a seed of 256 bits, from which a repeatable refresh token is derived. */
  public String newSeed() {
    return text(TOKEN_BYTES);
  }

  /** Creates a client secret. */
  public String newClientSecret() {
    return CLIENT_SECRET_PREFIX + text(TOKEN_BYTES);
  }

  /**
   * Creates a one-time password of 100 random bits. It has four groups of five letters and digits,
   * without characters that look alike, because people read and type it.
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
   * Creates a client identifier of 100 random bits. It is in lower case, so that no two identifiers
   * differ only in case. It is no secret and only has to be unique.
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

  /** Creates the subject of a user, of 128 random bits. No other user ever gets it. */
  public String newSubject() {
    return "user:" + text(ID_BYTES);
  }

  /** Creates an id of 128 random bits in 22 characters. */
  public String newId() {
    return text(ID_BYTES);
  }

  byte[] newBytes(int count) {
    byte[] value = new byte[count];
    random.nextBytes(value);
    return value;
  }

  private String text(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(newBytes(bytes));
  }
}
