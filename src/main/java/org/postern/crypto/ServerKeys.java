package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Holds the server's key, {@code postern.key}, and computes HMAC-SHA-256 with it. */
@ApplicationScoped
public class ServerKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private volatile SecretKeySpec key;

  /** Creates a random key of 256 bits. */
  public static byte[] newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** Sets the key. Start-up calls this once, before the first request. */
  public void install(byte[] bytes) {
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * A text that is different for each key and reveals nothing about it: the HMAC of a fixed text,
   * in base64url.
   */
  public String fingerprint() {
    byte[] mac = hmac("postern/key-fingerprint".getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }

  byte[] hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
