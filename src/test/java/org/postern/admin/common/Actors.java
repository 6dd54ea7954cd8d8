package org.postern.admin.common;

import java.time.Instant;
import java.util.Optional;
import org.postern.oauth.Scope;

/** Actors as the renewal makes them, who have just logged in. */
public final class Actors {

  /** A login that is never too long ago. */
  public static final Actor.Login NOW =
      new Actor.Login(Instant.parse("2099-01-01T00:00:00Z"), Optional.empty());

  private static final String SOURCE = "192.0.2.1";

  private Actors() {}

  /** A client with its own token. */
  public static Actor client(String clientId, String scope) {
    return ofToken("client:" + clientId, Optional.empty(), clientId, Scope.parse(scope), SOURCE);
  }

  /** A user with a token of the client {@code app}. */
  public static Actor user(String subject, String username, String scope) {
    return ofToken(subject, Optional.of(username), "app", Scope.parse(scope), SOURCE);
  }

  /** The actor who presents a token. */
  public static Actor ofToken(
      String subject, Optional<String> username, String clientId, Scope scope, String source) {
    return Actor.ofToken(subject, username, clientId, scope, NOW, source);
  }
}
