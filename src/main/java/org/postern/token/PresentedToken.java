package org.postern.token;

import java.time.Instant;
import java.util.Optional;
import org.postern.crypto.TokenValue;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenFamily;
import org.postern.entity.TokenFamily.Head;

/**
 * A refresh token that this server has issued, with its family as it was read.
 *
 * @param family the family of the token
 * @param value the value that was presented
 * @param generation the position of the token in its family
 * @param ofEarlierVersion the row of the token if a version before schema 14 has issued it
 */
public record PresentedToken(
    TokenFamily family,
    TokenValue value,
    long generation,
    Optional<RefreshToken> ofEarlierVersion) {

  /** Tells whether this is the live token of its family. It may have expired. */
  public boolean isHead() {
    return generation == family.generation()
        && family
            .head()
            .map(head -> head.digest().equals(value.digest()))
            .orElseGet(() -> ofEarlierVersion.filter(row -> row.used().isEmpty()).isPresent());
  }

  /** Tells whether another token has replaced this one. */
  public boolean isReplaced() {
    return generation < family.generation();
  }

  /**
   * When the live token of the family expires. In a family of an earlier version this is the time
   * when this token expires.
   */
  public Instant headExpires() {
    return family
        .head()
        .map(Head::expires)
        .or(() -> ofEarlierVersion.map(RefreshToken::expires))
        .orElse(family.idleExpires());
  }

  /** Returns the same token with its family as it was read later. */
  PresentedToken in(TokenFamily now) {
    return new PresentedToken(now, value, generation, ofEarlierVersion);
  }
}
