package org.postern.console;

import jakarta.json.Json;
import org.postern.oauth.ClientId;

/**
 * A secret that was just made, as the one page shows it that follows. It lives no longer than the
 * request.
 *
 * @param clientId whose it is
 * @param label its label
 * @param value its value
 * @param issuer the issuer, below which the token endpoint is
 */
public record ShownSecret(ClientId clientId, String label, String value, String issuer) {

  /** The lines of an {@code .env} file. */
  public String env() {
    return line("POSTERN_CLIENT_ID", clientId.value())
        + line("POSTERN_CLIENT_SECRET", value)
        + line("POSTERN_TOKEN_ENDPOINT", tokenEndpoint());
  }

  // A text in quotes that a shell takes as it is.
  private static String line(String name, String text) {
    return name + "='" + text.replace("'", "'\\''") + "'\n";
  }

  /** The same as JSON. */
  public String json() {
    return Json.createObjectBuilder()
        .add("client_id", clientId.value())
        .add("client_secret", value)
        .add("token_endpoint", tokenEndpoint())
        .build()
        .toString();
  }

  private String tokenEndpoint() {
    return issuer + "/oauth2/token";
  }

  /** The name of a file for it, without its ending. */
  public String fileName() {
    return clientId.value().replaceAll("[^A-Za-z0-9._-]+", "_");
  }

  /** Masks the value. */
  @Override
  public String toString() {
    return "ShownSecret[" + clientId + "]";
  }
}
