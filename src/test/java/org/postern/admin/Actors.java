package org.postern.admin;

import java.util.Optional;
import org.postern.oauth.Scope;

/** Actors as the renewal makes them. */
final class Actors {

  private static final String SOURCE = "192.0.2.1";

  private Actors() {}

  /** A client with its own token. */
  static Actor client(String clientId, String scope) {
    return Actor.ofToken(
        "client:" + clientId, Optional.empty(), clientId, Scope.parse(scope), SOURCE);
  }

  /** A user with a token of the client {@code app}. */
  static Actor user(String subject, String username, String scope) {
    return Actor.ofToken(subject, Optional.of(username), "app", Scope.parse(scope), SOURCE);
  }
}
