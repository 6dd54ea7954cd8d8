package org.postern.access;

import java.util.Optional;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

/** The decision of the gate about a client and a user before a scope is chosen. */
public sealed interface Admission permits Admission.Admitted, Verdict.Refused {

  /**
   * The client, and the user for whom it acts, may hold a token.
   *
   * @param client the client as it is now
   * @param user the user as it is now; empty for a client's own token
   * @param subject the subject of the token: that of the user, that of the owner if the client acts
   *     for its owner, otherwise {@code client:} and the client identifier
   */
  record Admitted(RegisteredClient client, Optional<UserAccount> user, String subject)
      implements Admission {}
}
