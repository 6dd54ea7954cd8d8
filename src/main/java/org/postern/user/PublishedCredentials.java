package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postern.config.PosternConfig;

/**
 * The passwords and secrets of the demo data, which everybody can read. Nobody may choose one of
 * them at a server for others: such a server does not start while one is in use, so whoever set it
 * would decide about the next start.
 */
@ApplicationScoped
public class PublishedCredentials {

  private static final String DEMO = "/demo.json";

  private final Set<String> values;

  /** For the proxy only. */
  protected PublishedCredentials() {
    values = Set.of();
  }

  @Inject
  public PublishedCredentials(PosternConfig config) {
    values = config.mayHaveDemoCredentials() ? Set.of() : read();
  }

  private static Set<String> read() {
    try (InputStream stream = PublishedCredentials.class.getResourceAsStream(DEMO);
        JsonReader reader = Json.createReader(stream)) {
      JsonObject demo = reader.readObject();
      return Stream.concat(
              values(demo, "users", "password"), values(demo, "clients", "client_secret"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> values(JsonObject demo, String list, String member) {
    return demo.getJsonArray(list).getValuesAs(JsonObject.class).stream()
        .filter(object -> object.containsKey(member))
        .map(object -> object.getString(member));
  }

  /** Tells whether this password or secret must not be chosen at this server. */
  public boolean contains(String value) {
    return values.contains(value);
  }
}
