package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.postern.oauth.ClientId;

/**
 * Makes the stored form of client secrets: an HMAC-SHA-256 with the server's key over a label, the
 * client identifier and the secret, in base64url. It is fast on purpose: see docs/choices.md.
 */
@ApplicationScoped
public class SecretHash {

  private static final String LABEL = "postern/client-secret";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int STRONG_SECRET_CHARACTERS = 22;

  private final ServerKeys keys;

  /** For the proxy only. */
  protected SecretHash() {
    this(null);
  }

  @Inject
  public SecretHash(ServerKeys keys) {
    this.keys = keys;
  }

  /** Returns the stored form of a secret of this client. */
  public String hash(ClientId client, String secret) {
    // A client identifier contains no NUL character, so the boundaries of the three parts are
    // always clear.
    String message = LABEL + '\0' + client.value() + '\0' + secret;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(keys.hmac(message.getBytes(StandardCharsets.UTF_8)));
  }

  /** Tells whether a text has the form of a stored secret: 43 characters of base64url. */
  public static boolean isForm(String text) {
    return FORM.matcher(text).matches();
  }

  /** Compares two stored forms in constant time. */
  public static boolean isEqual(String hash, String stored) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), stored.getBytes(StandardCharsets.US_ASCII));
  }

  /** Tells whether the secret has this stored form, in constant time. */
  public boolean matches(ClientId client, String secret, String stored) {
    return isEqual(hash(client, secret), stored);
  }

  /**
   * Tells whether a secret that a person chose may have less than 128 bits: it has fewer than 22
   * characters, which is the length of 128 bits in base64, or fewer than 10 different characters.
   */
  public static boolean isWeak(String secret) {
    return secret.length() < STRONG_SECRET_CHARACTERS || secret.chars().distinct().count() < 10;
  }
}
