package org.postern.it;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes clients for one test each, under identifiers that nothing else has. */
final class Clients {

  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private final JsonObjectBuilder client = Json.createObjectBuilder();
  private String clientId = "client-" + NEXT.incrementAndGet();
  private String secret = "S3cret-of_" + clientId + "_0123456789";

  private Clients() {}

  /** A client that is registered. */
  record Registered(String clientId, String secret) {

    String basic() {
      return Postern.basic(clientId, secret);
    }
  }

  /** A confidential client with one strong secret; no grants and scopes yet. */
  static Clients confidential() {
    Clients clients = new Clients();
    clients.client.add("type", "confidential");
    return clients;
  }

  /** A public client; no grants and scopes yet. */
  static Clients publicClient() {
    Clients clients = new Clients();
    clients.client.add("type", "public");
    clients.secret = null;
    return clients;
  }

  /** Sets the identifier, instead of one that no other test uses. */
  Clients named(String text) {
    clientId = text;
    return this;
  }

  /** Adds something to the identifier. */
  Clients suffix(String text) {
    clientId += text;
    return this;
  }

  Clients secret(String value) {
    secret = value;
    return this;
  }

  /** Sets several secrets instead of one; labels, values and expiry times alternate. */
  Clients secrets(String... labelsValuesExpiries) {
    var secrets = Json.createArrayBuilder();
    for (int i = 0; i < labelsValuesExpiries.length; i += 3) {
      JsonObjectBuilder one =
          Json.createObjectBuilder()
              .add("label", labelsValuesExpiries[i])
              .add("value", labelsValuesExpiries[i + 1]);
      if (!labelsValuesExpiries[i + 2].isEmpty()) {
        one.add("expires", labelsValuesExpiries[i + 2]);
      }
      secrets.add(one);
    }
    client.add("secrets", secrets);
    secret = null;
    return this;
  }

  Clients grants(String... grants) {
    client.add("grants", Json.createArrayBuilder(List.of(grants)));
    return this;
  }

  Clients scopes(String... scopes) {
    client.add("scopes", Json.createArrayBuilder(List.of(scopes)));
    return this;
  }

  Clients defaultScopes(String... scopes) {
    client.add("default_scopes", Json.createArrayBuilder(List.of(scopes)));
    return this;
  }

  Clients users(String... usernames) {
    client.add("users", Json.createArrayBuilder(List.of(usernames)));
    return this;
  }

  Clients userGroups(String... groups) {
    client.add("user_groups", Json.createArrayBuilder(List.of(groups)));
    return this;
  }

  Clients with(String member, String value) {
    client.add(member, value);
    return this;
  }

  Clients with(String member, boolean value) {
    client.add(member, value);
    return this;
  }

  /** Registers the client at the server that Arquillian manages. */
  Registered create() {
    return create(Postern.MANAGED);
  }

  /** Registers the client. */
  Registered create(Postern postern) {
    client.add("client_id", clientId);
    if (secret != null) {
      SecretsOfTests.remember(secret);
      client.add("client_secret", secret);
    }
    postern.apply(Json.createObjectBuilder().add("clients", Json.createArrayBuilder().add(client)));
    return new Registered(clientId, secret);
  }
}
