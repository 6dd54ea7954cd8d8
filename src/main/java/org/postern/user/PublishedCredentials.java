package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postern.config.PosternConfig;
import org.postern.oauth.ClientId;

/**
 * The passwords and secrets of the demo data, which everybody can read. Nobody may choose one of
 * them at a server for others: such a server does not start while one is in use, so whoever set it
 * would decide about the next start.
 */
@ApplicationScoped
public class PublishedCredentials {

  private static final String DEMO = "/demo.json";

  private final Map<String, String> passwords;
  private final Map<String, String> secrets;

  /** For the proxy only. */
  protected PublishedCredentials() {
    passwords = Map.of();
    secrets = Map.of();
  }

  @Inject
  public PublishedCredentials(PosternConfig config) {
    JsonObject demo = config.mayHaveDemoCredentials() ? JsonValue.EMPTY_JSON_OBJECT : read();
    passwords = values(demo, "users", "username", "password");
    secrets = values(demo, "clients", "client_id", "client_secret");
  }

  private static JsonObject read() {
    try (InputStream stream = PublishedCredentials.class.getResourceAsStream(DEMO);
        JsonReader reader = Json.createReader(stream)) {
      return reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> values(
      JsonObject demo, String list, String name, String member) {
    return demo.getOrDefault(list, JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
        .map(JsonValue::asJsonObject)
        .filter(object -> object.containsKey(member))
        .collect(
            Collectors.toUnmodifiableMap(
                object -> object.getString(name), object -> object.getString(member)));
  }

  /** Tells whether this password or secret must not be chosen at this server. */
  public boolean contains(String value) {
    return passwords.containsValue(value) || secrets.containsValue(value);
  }

  /** The password that the user of this name has in the demo data; empty if it may be chosen. */
  public Optional<String> passwordOf(String username) {
    return Optional.ofNullable(passwords.get(username));
  }

  /** The secret that this client has in the demo data; empty if it may be chosen. */
  public Optional<String> secretOf(ClientId clientId) {
    return Optional.ofNullable(secrets.get(clientId.value()));
  }
}
