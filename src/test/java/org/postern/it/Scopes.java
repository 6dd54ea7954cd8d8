package org.postern.it;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes scopes for one test each, under names that nothing else has. */
final class Scopes {

  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private final JsonObjectBuilder scope = Json.createObjectBuilder();
  private String name = "scope-" + NEXT.incrementAndGet();

  private Scopes() {}

  /** A scope for {@code client}, {@code user} or {@code both}. */
  static Scopes forKind(String kind) {
    Scopes scopes = new Scopes();
    scopes.scope.add("for", kind);
    return scopes;
  }

  /** Adds something to the name. */
  Scopes suffix(String text) {
    name += text;
    return this;
  }

  Scopes roles(String... roles) {
    scope.add("roles", Json.createArrayBuilder(List.of(roles)));
    return this;
  }

  Scopes resourceServers(String... clientIds) {
    scope.add("resource_servers", Json.createArrayBuilder(List.of(clientIds)));
    return this;
  }

  /** Defines the scope at the server that Arquillian manages and returns its name. */
  String create() {
    return create(Postern.MANAGED);
  }

  /** Defines the scope and returns its name. */
  String create(Postern postern) {
    scope.add("name", name);
    postern.apply(Json.createObjectBuilder().add("scopes", Json.createArrayBuilder().add(scope)));
    return name;
  }
}
