package org.postern.bearer;

import java.time.Duration;
import org.postern.oauth.RefusalReason;

/** Decides whether a token is live, from the database or by introspection over HTTP. */
public interface TokenVerifier {

  /**
   * Verifies a token.
   *
   * @param token 1 to 512 characters of b64token, RFC 6750 §2.1
   */
  Verification verify(String token);

  /**
   * Records that a request was refused.
   *
   * @param reason the reason of the refusal
   * @param token the token if it is live; otherwise null
   * @param source the source of the request
   * @return the reference id for the answer; empty if the refusal is not recorded
   */
  String refused(RefusalReason reason, VerifiedToken token, String source);

  /** The result of a verification. */
  sealed interface Verification {

    /** The token is live. */
    record Live(VerifiedToken token) implements Verification {}

    /** The token is not live, for this reason. */
    record Dead(RefusalReason reason) implements Verification {}

    /**
     * The verifier cannot find out now.
     *
     * @param retryAfter how long the caller should wait, at least one second
     */
    record Unavailable(Duration retryAfter) implements Verification {}
  }
}
