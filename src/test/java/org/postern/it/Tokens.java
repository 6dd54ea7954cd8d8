package org.postern.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** Introspects and revokes tokens. */
final class Tokens {

  /** The answer of introspection for a token that is not active or that the caller may not see. */
  static final String INACTIVE = "{\"active\":false}";

  private Tokens() {}

  /** A client that may see every access token; it has no grant. */
  static Registered inspector() {
    return inspector(Postern.MANAGED);
  }

  /** The same at another server. */
  static Registered inspector(Postern postern) {
    return Clients.confidential().with("may_introspect_all", true).create(postern);
  }

  /** A token of a client's own. */
  static String ofClient(Postern postern, Registered client) {
    return postern.token(client, "grant_type", "client_credentials").accessToken();
  }

  /** Introspection, RFC 7662; names and values of further parameters alternate. */
  static Answer introspect(Postern postern, Registered caller, String token, String... more) {
    return postern.post("oauth2/introspect", Optional.of(caller.basic()), form(token, more));
  }

  /** Whether the caller is told that the token is active. */
  static boolean isActive(Postern postern, Registered caller, String token) {
    Answer answer = introspect(postern, caller, token);
    if (answer.status() != 200) {
      throw new AssertionError("Introspection answers " + answer);
    }
    boolean active = answer.json().getBoolean("active");
    if (!active && !answer.body().equals(INACTIVE)) {
      throw new AssertionError("More than that it is inactive: " + answer.body());
    }
    return active;
  }

  /**
   * Revocation, RFC 7009; names and values of further parameters alternate. A public client only
   * names itself.
   */
  static Answer revoke(Postern postern, Registered client, String token, String... more) {
    if (client.secret() != null) {
      return postern.post("oauth2/revoke", Optional.of(client.basic()), form(token, more));
    }
    List<String> form = new ArrayList<>(List.of(form(token, more)));
    form.addAll(List.of("client_id", client.clientId()));
    return postern.post("oauth2/revoke", Optional.empty(), form.toArray(String[]::new));
  }

  private static String[] form(String token, String... more) {
    List<String> form = new ArrayList<>(List.of("token", token));
    form.addAll(List.of(more));
    return form.toArray(String[]::new);
  }
}
