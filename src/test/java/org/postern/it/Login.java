package org.postern.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.it.Postern.Answer;

/**
 * A user and a client, with which most tests of users' tokens begin.
 *
 * @param client confidential, or public with a null secret
 */
record Login(Postern postern, Clients.Registered client, Users.Registered user) {

  /** A confidential client with the password and refresh grants, and a user assigned to it. */
  static Login any() {
    return with(Clients.confidential().grants("password", "refresh_token"));
  }

  /** The same where the token has one scope of this test. */
  static Login anyWithScope() {
    String scope = Scopes.forKind("user").create();
    return with(
        Clients.confidential()
            .grants("password", "refresh_token")
            .scopes(scope)
            .defaultScopes(scope));
  }

  /** A user assigned to this client. */
  static Login with(Clients client) {
    return with(Postern.MANAGED, client);
  }

  /** The same at another server. */
  static Login with(Postern postern, Clients client) {
    Users.Registered user = Users.any().create(postern);
    return new Login(postern, client.users(user.username()).create(postern), user);
  }

  /** A user at a new client that admits every user, so that no user has logged in there before. */
  static Login atNewClient(Postern postern, Users.Registered user) {
    return new Login(
        postern,
        Clients.confidential()
            .grants("password", "refresh_token")
            .with("user_access", "everyone")
            .create(postern),
        user);
  }

  /** A hundred wrong passwords in a row, ten at each of ten clients. */
  static void useUpTheBudget(Postern postern, Users.Registered user) {
    for (int client = 0; client < 10; client++) {
      Login login = atNewClient(postern, user);
      for (int i = 0; i < 10; i++) {
        Golden.assertAnswer("users/invalid_grant.http", login.wrongPassword());
      }
    }
  }

  /** The same user and client, the requests forwarded for another address. */
  Login from(String address) {
    return new Login(postern.from(address), client, user);
  }

  /** The password grant; names and values of further or other parameters alternate. */
  Answer password(String... more) {
    return token(
        more, "grant_type", "password", "username", user.username(), "password", user.password());
  }

  /** The password grant with a wrong password. */
  Answer wrongPassword() {
    return password("password", "not the password");
  }

  /** The refresh token grant. */
  Answer refresh(String refreshToken, String... more) {
    return token(more, "grant_type", "refresh_token", "refresh_token", refreshToken);
  }

  /** Whether a protected resource accepts the access token. */
  boolean lives(String accessToken) {
    int status = postern.get("api/me", accessToken).status();
    if (status != 200 && status != 401) {
      throw new AssertionError("api/me answers " + status);
    }
    return status == 200;
  }

  private Answer token(String[] more, String... parameters) {
    List<String> form = new ArrayList<>(List.of(parameters));
    form.addAll(List.of(more));
    if (client.secret() == null) {
      form.addAll(List.of("client_id", client.clientId()));
      return postern.post("oauth2/token", Optional.empty(), form.toArray(String[]::new));
    }
    return postern.token(client, form.toArray(String[]::new));
  }
}
