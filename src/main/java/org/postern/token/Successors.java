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
import org.postern.store.RegisteredClient;

/**
 * Makes the refresh tokens that replace others. Without a replay window the next one is random.
 * Within a window the same one has to be handed out twice, so it is derived from the old one and a
 * random seed, and its row keeps the seed until it is used or the window is over. After that
 * neither the server's key nor an old token tells the living one.
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
   * A refresh token to hand out.
   *
   * @param value what the client gets
   * @param seed what it was derived with; empty if it is random
   * @param seedEnds when the seed is forgotten
   */
  record Successor(TokenValue value, Optional<String> seed, Instant seedEnds) {}

  /** How long a used refresh token of the client may be repeated; zero for a public client. */
  static Duration windowOf(RegisteredClient client) {
    // Nothing but the token itself tells a public client from a thief.
    return client.isPublic() ? Duration.ZERO : client.settings().replayWindow();
  }

  /** The token that replaces another one. */
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
   * The token of this row once more.
   *
   * @return empty if it was not derived from the old one, or the seed is forgotten
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
