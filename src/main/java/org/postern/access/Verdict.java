package org.postern.access;

import java.util.Optional;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

/** What the gate says. */
public sealed interface Verdict {

  /**
   * Yes.
   *
   * @param client the client as it is now
   * @param user the user as it is now; empty for a client's own token
   * @param subject what the token says it is about: the user's subject, the owner's where the
   *     client speaks for its owner, otherwise {@code client:} and the client identifier
   * @param scope what is left of the scope that was asked about
   */
  record Granted(RegisteredClient client, Optional<UserAccount> user, String subject, Scope scope)
      implements Verdict {}

  /** No, and why. */
  record Refused(RefusalReason reason) implements Verdict {}
}
