package org.postern.audit;

import java.util.Optional;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/** A fact that the request of a client has caused. */
public sealed interface Happening extends Fact {

  /** The client that sent the request. */
  ClientId client();

  @Override
  default Optional<ClientId> clientId() {
    return Optional.of(client());
  }

  /** An access token was issued. */
  sealed interface Issue extends Happening {}

  /**
   * A client's own token was issued. Equal ones are counted on one line a minute.
   *
   * @param secretLabel the label of the secret that the client used; empty if it used none
   * @param source the source of the request
   */
  record ClientTokenIssued(ClientId client, Optional<String> secretLabel, String source)
      implements Issue {
    @Override
    public FactKind kind() {
      return FactKind.CLIENT_TOKEN_ISSUED;
    }
  }

  /**
   * A token was issued for a user.
   *
   * @param kind whether the token is the first one or comes from a refresh
   * @param user the name of the user
   * @param source the source of the request
   * @param grant the grant by which the first token was issued
   * @param scope the scope of the token
   */
  record UserTokenIssued(
      FactKind kind, ClientId client, String user, String source, GrantType grant, Scope scope)
      implements Issue {
    @Override
    public Optional<String> username() {
      return Optional.of(user);
    }
  }

  /**
   * A token or a family was ended, at the request of its client or because of it.
   *
   * @param username the user of the token; empty if there is none
   * @param source the source of the request
   */
  record TokenEnded(TokenEnd end, ClientId client, Optional<String> username, String source)
      implements Happening {
    @Override
    public FactKind kind() {
      return end.kind();
    }
  }

  /** A client introspected a token. Observers are told, but nothing is written. */
  record TokenIntrospected(ClientId client) implements Happening {
    @Override
    public FactKind kind() {
      return FactKind.TOKEN_INTROSPECTED;
    }
  }
}
