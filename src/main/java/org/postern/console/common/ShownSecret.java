package org.postern.console.common;

import jakarta.json.Json;
import org.postern.oauth.ClientId;

/**
 * A new secret for the page that shows it once. It exists only during the request.
 *
 * @param clientId the client of the secret
 * @param label the label of the secret
 * @param value the value of the secret
 * @param issuer the issuer, below which the token endpoint is
 */
public record ShownSecret(ClientId clientId, String label, String value, String issuer) {

  /** The lines of an {@code .env} file. */
  public String env() {
    return line("POSTERN_CLIENT_ID", clientId.value())
        + line("POSTERN_CLIENT_SECRET", value)
        + line("POSTERN_TOKEN_ENDPOINT", tokenEndpoint());
  }

  // Writes the text in quotes, so that a shell takes it literally.
  private static String line(String name, String text) {
    return name + "='" + text.replace("'", "'\\''") + "'\n";
  }

  /** The values as JSON. */
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

  /** A name for a file with the secret, without the file extension. */
  public String fileName() {
    return clientId.value().replaceAll("[^A-Za-z0-9._-]+", "_");
  }

  /** Masks the value. */
  @Override
  public String toString() {
    return "ShownSecret[" + clientId + "]";
  }
}
