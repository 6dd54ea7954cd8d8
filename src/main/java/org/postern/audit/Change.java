package org.postern.audit;

import java.util.Optional;
import org.postern.oauth.ClientId;

/** A fact that an administrator or the server itself has caused. An {@link Author} made it. */
public sealed interface Change extends Fact {

  /**
   * A client, one of its secrets or all its tokens were changed.
   *
   * @param client the client that was changed
   * @param values the client or the secret before and after the change
   */
  record ClientChanged(FactKind kind, ClientId client, BeforeAndAfter values) implements Change {
    @Override
    public Optional<ClientId> clientId() {
      return Optional.of(client);
    }
  }

  /**
   * The assignment of a user to a client was changed.
   *
   * @param user the name of the user
   */
  record AssignmentChanged(FactKind kind, ClientId client, String user) implements Change {
    @Override
    public Optional<ClientId> clientId() {
      return Optional.of(client);
    }

    @Override
    public Optional<String> username() {
      return Optional.of(user);
    }
  }

  /**
   * A user was changed.
   *
   * @param user the name of the user
   * @param values the user before and after the change
   */
  record UserChanged(FactKind kind, String user, BeforeAndAfter values) implements Change {
    @Override
    public Optional<String> username() {
      return Optional.of(user);
    }
  }

  /**
   * A scope was changed.
   *
   * @param scope the name of the scope
   * @param values the scope before and after the change
   */
  record ScopeChanged(FactKind kind, String scope, BeforeAndAfter values) implements Change {}

  /**
   * An administrator ended a token or a family.
   *
   * @param clientId the client to which the token was issued; empty if it is deleted
   * @param username the user of the token; empty if there is none or the user is deleted
   */
  record TokenRevoked(TokenEnd end, Optional<ClientId> clientId, Optional<String> username)
      implements Change {
    @Override
    public FactKind kind() {
      return end.kind();
    }
  }

  /**
   * A session of the console began or ended.
   *
   * @param username the user of the session; empty if it is not known
   */
  record SessionChanged(FactKind kind, Optional<String> username) implements Change {}

  /** The whole configuration was exported. */
  record ConfigurationExported() implements Change {
    @Override
    public FactKind kind() {
      return FactKind.CONFIGURATION_EXPORTED;
    }
  }

  /**
   * An import was applied.
   *
   * @param scopes the number of scopes in its file
   * @param users the number of users in its file
   * @param clients the number of clients in its file
   */
  record ImportApplied(int scopes, int users, int clients) implements Change {
    @Override
    public FactKind kind() {
      return FactKind.IMPORT_APPLIED;
    }
  }
}
