package org.postern.token;

import java.time.Instant;
import org.postern.crypto.TokenValue;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenFamily;
import org.postern.store.RegisteredClient;

/**
 * The decision about a refresh token that a client presents. The transaction has locked the family.
 */
public sealed interface Rotation permits Rotation.Taken, Rotation.Repeated, Issuance.Replayed {

  /**
   * The token may be exchanged.
   *
   * @param family the family as it was when it was locked
   * @param presented the value that was presented
   * @param client the client that presented it
   * @param latest when the access token ends, however long it would live
   */
  record Taken(TokenFamily family, TokenValue presented, RegisteredClient client, Instant latest)
      implements Rotation {}

  /**
   * The token was exchanged before, but the reply was lost: the replay window covers it, and its
   * successor is still unused.
   *
   * @param again the token that is presented again
   * @param successor the row of the successor
   * @param value the value of the successor, which is returned once more
   */
  record Repeated(Taken again, RefreshToken successor, TokenValue value) implements Rotation {}
}
