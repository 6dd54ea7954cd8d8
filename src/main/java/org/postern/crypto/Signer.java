package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs what a caller sends back, with HMAC-SHA-256 under the server's key. */
@ApplicationScoped
public class Signer {

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

  /** Signs a place in a list, so that a cursor that a caller sends back can be checked. */
  public String signCursor(String place) {
    byte[] mac = keys.hmac((CURSOR_LABEL + '\0' + place).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }
}
