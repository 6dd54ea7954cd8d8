package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.Signer;
import org.postern.crypto.TokenValue;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenLifetime;
import org.postern.store.RegisteredClient;

/**
 * Creates the refresh tokens that replace used ones. Without a replay window the next token is
 * random. With a window the same token may have to be returned twice, so it is derived from the old
 * token and a random seed. Its row keeps the seed until the token is used or the window has passed.
 * After that, nobody can compute the live token from the server's key and an old token.
 */
@ApplicationScoped
public class Successors {

  private final SecureTokens random;
  private final Signer signer;

  /** For the proxy only. */
  protected Successors() {
    this(null, null);
  }

  @Inject
  public Successors(SecureTokens random, Signer signer) {
    this.random = random;
    this.signer = signer;
  }

  /**
   * A refresh token to return to the client.
   *
   * @param value the value for the client
   * @param seed the seed that it was derived from; empty if it is random
   * @param seedEnds when the seed is deleted
   */
  record Successor(TokenValue value, Optional<String> seed, Instant seedEnds) {}

  /**
   * How long after its use a refresh token of the client may be presented again; zero for a public
   * client.
   */
  static Duration windowOf(RegisteredClient client) {
    // A public client has no secret, so nothing distinguishes it from a thief of the token.
    return client.isPublic()
        ? Duration.ZERO
        : client.settings().lifetime(TokenLifetime.REPLAY_WINDOW);
  }

  /** Creates the token that replaces the old one. */
  Successor next(
      TokenValue old, String familyId, long generation, RegisteredClient client, Instant now) {
    Duration window = windowOf(client);
    if (window.isZero()) {
      return new Successor(random.newRefreshToken(), Optional.empty(), now);
    }
    String seed = random.newSeed();
    return new Successor(
        signer.successor(old, familyId, generation, seed), Optional.of(seed), now.plus(window));
  }

  /**
   * Computes the token of this row once more.
   *
   * @return empty if it was not derived from the old token, or the seed has been deleted
   */
  Optional<TokenValue> again(TokenValue old, RefreshToken row) {
    return Stream.concat(
            row.seed().stream()
                .map(seed -> signer.successor(old, row.familyId(), row.generation(), seed)),
            Stream.of(signer.successorWithoutSeed(old, row.familyId(), row.generation())))
        .filter(value -> value.digest().equals(row.digest()))
        .findFirst();
  }
}
