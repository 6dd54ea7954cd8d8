package org.postern.access;

import java.util.Optional;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

/** The decision of the gate about a token with its scope. */
public sealed interface Verdict {

  /**
   * The holding is allowed.
   *
   * @param client the client as it is now
   * @param user the user as it is now; empty for a client's own token
   * @param subject the subject of the token: that of the user, that of the owner if the client acts
   *     for its owner, otherwise {@code client:} and the client identifier
   * @param scope the part of the scope that is still allowed
   */
  record Granted(RegisteredClient client, Optional<UserAccount> user, String subject, Scope scope)
      implements Verdict {}

  /** The holding is not allowed, for this reason. */
  record Refused(RefusalReason reason) implements Verdict, Admission {}
}
