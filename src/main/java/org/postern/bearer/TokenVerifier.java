package org.postern.bearer;

import java.time.Duration;
import org.postern.oauth.RefusalReason;

/** Decides whether a token lives: from the database, or by introspection over HTTP. */
public interface TokenVerifier {

  /** Asks about a token. The value is 1 to 512 characters of b64token. */
  Verification verify(String token);

  /**
   * Notes that a request was refused.
   *
   * @param reason why
   * @param token the token, where it lives
   * @param source where the request came from
   * @return the reference id for the answer; empty if none is kept
   */
  String refused(RefusalReason reason, VerifiedToken token, String source);

  /** What the verifier says. */
  sealed interface Verification {

    /** The token lives. */
    record Live(VerifiedToken token) implements Verification {}

    /** It does not, for this reason. */
    record Dead(RefusalReason reason) implements Verification {}

    /**
     * Nobody can say now.
     *
     * @param retryAfter when to ask again; at least one second
     */
    record Unavailable(Duration retryAfter) implements Verification {}
  }
}
