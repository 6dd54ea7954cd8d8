package org.postern.it;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes users for one test each, under names that nobody else has. */
final class Users {

  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private final JsonObjectBuilder user = Json.createObjectBuilder();
  private String username = "user-" + NEXT.incrementAndGet();
  private String password = "Passw0rd of " + username;

  private Users() {}

  /** A user who exists. */
  record Registered(String username, String password) {}

  /** A user with a password, no roles. */
  static Users any() {
    return new Users();
  }

  /** Puts something before the user name, in the form in which it is registered. */
  Users prefix(String text) {
    username = text + username;
    return this;
  }

  Users password(String value) {
    password = value;
    return this;
  }

  Users roles(String... roles) {
    user.add("roles", Json.createArrayBuilder(List.of(roles)));
    return this;
  }

  /** The password is good for nothing but setting another. */
  Users withOneTimePassword() {
    user.add("must_change_password", true);
    return this;
  }

  Users with(String member, String value) {
    user.add(member, value);
    return this;
  }

  /** Creates the user at the server that Arquillian manages. */
  Registered create() {
    return create(Postern.MANAGED);
  }

  /** Creates the user. */
  Registered create(Postern postern) {
    SecretsOfTests.remember(password);
    user.add("username", username).add("password", password);
    postern.apply(Json.createObjectBuilder().add("users", Json.createArrayBuilder().add(user)));
    return new Registered(username, password);
  }
}
