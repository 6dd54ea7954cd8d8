package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes refresh tokens that prove where they come from. A token has the prefix {@code psr_}, and in
 * base64url the id of its family (128 bits), its generation (64 bits), a secret (256 bits), and a
 * tag: the first 128 bits of an HMAC-SHA-256 over all of these, under {@code postern.key}. So a
 * token that somebody has invented is refused without a look at the database, and a family can be
 * found by its key.
 *
 * <p>The tag is no secret. What proves the right to use a token is its secret, of which the
 * database has the digest only. Where a reply may have to be repeated, the secret of the next token
 * is derived from the old token and a random seed, which is kept only while the reply may be
 * repeated. Otherwise it is random. So after that time nobody can compute a living token, not even
 * with the database, the key and all older tokens.
 */
@ApplicationScoped
public class RefreshTokens {

  /** How many bytes are what the tag is made of. */
  private static final int CONTENT = SecureTokens.ID_BYTES + Long.BYTES + SecureTokens.TOKEN_BYTES;

  private static final int TAG = 16;
  private static final int LENGTH_OF_EARLIER_VERSIONS =
      SecureTokens.REFRESH_TOKEN_PREFIX.length() + 43;
  private static final int LENGTH =
      SecureTokens.REFRESH_TOKEN_PREFIX.length() + (CONTENT + TAG) / 3 * 4;

  private static final byte[] TAG_LABEL = ascii("postern/refresh-token-tag\0");
  private static final String SUCCESSOR_LABEL = "postern/refresh-token";

  private final SecureTokens random;
  private final ServerKeys keys;

  /** For the proxy only. */
  protected RefreshTokens() {
    this(null, null);
  }

  @Inject
  public RefreshTokens(SecureTokens random, ServerKeys keys) {
    this.random = random;
    this.keys = keys;
  }

  /**
   * The content of a token whose tag is right, so this server has made it. Only the database knows
   * whether it is still alive.
   *
   * @param familyId the id of its family
   * @param generation its position in the family, 0 for the first token
   */
  public record Content(String familyId, long generation) {}

  /** Makes a token with a random secret. */
  public TokenValue random(String familyId, long generation) {
    return of(familyId, generation, random.newBytes(SecureTokens.TOKEN_BYTES));
  }

  /**
   * Makes the token that replaces another one. The same arguments always give the same token.
   *
   * @param generation the generation of the new token, at least 1
   * @param seed the random seed of this generation
   */
  public TokenValue successor(TokenValue old, String familyId, long generation, String seed) {
    String message =
        String.join("\0", SUCCESSOR_LABEL, old.value(), familyId, Long.toString(generation), seed);
    return of(familyId, generation, keys.hmac(message.getBytes(StandardCharsets.UTF_8)));
  }

  private TokenValue of(String familyId, long generation, byte[] secret) {
    byte[] content =
        ByteBuffer.allocate(CONTENT)
            .put(Base64.getUrlDecoder().decode(familyId))
            .putLong(generation)
            .put(secret)
            .array();
    byte[] token = ByteBuffer.allocate(CONTENT + TAG).put(content).put(tag(content)).array();
    return new TokenValue(
        SecureTokens.REFRESH_TOKEN_PREFIX
            + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
  }

  private byte[] tag(byte[] content) {
    byte[] message =
        ByteBuffer.allocate(TAG_LABEL.length + CONTENT).put(TAG_LABEL).put(content).array();
    return Arrays.copyOf(keys.hmac(message), TAG);
  }

  /**
   * Tells whether a token has the form of versions before schema 14: the prefix and 256 bits in
   * base64url, without a tag.
   */
  public static boolean hasFormOfEarlierVersions(TokenValue token) {
    return hasLength(token, LENGTH_OF_EARLIER_VERSIONS);
  }

  private static boolean hasLength(TokenValue token, int length) {
    String value = token.value();
    return value.length() == length && value.startsWith(SecureTokens.REFRESH_TOKEN_PREFIX);
  }

  /** Reads a token; empty if this server has not made it. */
  public Optional<Content> read(TokenValue token) {
    if (!hasLength(token, LENGTH)) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes =
          Base64.getUrlDecoder()
              .decode(token.value().substring(SecureTokens.REFRESH_TOKEN_PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != CONTENT + TAG) {
      return Optional.empty();
    }
    byte[] tag = Arrays.copyOfRange(bytes, CONTENT, bytes.length);
    if (!MessageDigest.isEqual(tag(Arrays.copyOf(bytes, CONTENT)), tag)) {
      return Optional.empty();
    }
    String familyId =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Arrays.copyOf(bytes, SecureTokens.ID_BYTES));
    long generation = ByteBuffer.wrap(bytes, SecureTokens.ID_BYTES, Long.BYTES).getLong();
    return Optional.of(new Content(familyId, generation));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
