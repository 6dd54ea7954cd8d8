package org.postern.token;

import java.time.Instant;
import org.postern.crypto.TokenValue;
import org.postern.store.RegisteredClient;

/** The decision about a refresh token that a client presents. */
public sealed interface Rotation permits Rotation.Taken, Rotation.Repeated, Issuance.Replayed {

  /**
   * The token may be exchanged, if it is still the live token of its family then.
   *
   * @param presented the token that was presented
   * @param client the client that presented it
   * @param latest when the access token ends, however long it would live
   */
  record Taken(PresentedToken presented, RegisteredClient client, Instant latest)
      implements Rotation {}

  /**
   * The token was exchanged before, but the reply was lost: the replay window covers it, and its
   * successor is the live token. The transaction has locked the family.
   *
   * @param again the token that is presented again, with its family as it was locked
   * @param value the value of the successor, which is returned once more
   */
  record Repeated(Taken again, TokenValue value) implements Rotation {}
}
