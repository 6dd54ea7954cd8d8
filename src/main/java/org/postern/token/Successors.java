package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.postern.crypto.RefreshTokens;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.TokenValue;
import org.postern.entity.TokenFamily;
import org.postern.entity.TokenFamily.LastReply;
import org.postern.entity.TokenLifetime;
import org.postern.store.RegisteredClient;

/**
 * Creates the refresh tokens that replace used ones. Without a replay window the next token is
 * random. With a window the same token may have to be returned twice, so it is derived from the old
 * token and a random seed. Its family keeps the seed until the token is used or the window has
 * passed. After that, nobody can compute the live token from the server's key and an old token.
 */
@ApplicationScoped
public class Successors {

  private final SecureTokens random;
  private final RefreshTokens tokens;

  /** For the proxy only. */
  protected Successors() {
    this(null, null);
  }

  @Inject
  public Successors(SecureTokens random, RefreshTokens tokens) {
    this.random = random;
    this.tokens = tokens;
  }

  /**
   * A refresh token to return to the client.
   *
   * @param value the value for the client
   * @param seed the seed that it was derived from; empty if it is random
   */
  record Successor(TokenValue value, Optional<String> seed) {}

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

  /** Creates the token that replaces the presented one. */
  Successor next(PresentedToken presented, RegisteredClient client) {
    TokenFamily family = presented.family();
    long generation = family.generation() + 1;
    if (windowOf(client).isZero()) {
      return new Successor(tokens.random(family.id(), generation), Optional.empty());
    }
    String seed = random.newSeed();
    return new Successor(
        tokens.successor(presented.value(), family.id(), generation, seed), Optional.of(seed));
  }

  /**
   * Computes the live token of the family once more.
   *
   * @return empty if it was not derived from the presented token
   */
  Optional<TokenValue> again(PresentedToken presented, LastReply reply) {
    TokenFamily family = presented.family();
    TokenValue value =
        tokens.successor(presented.value(), family.id(), family.generation(), reply.seed());
    return family.head().filter(head -> head.digest().equals(value.digest())).map(head -> value);
  }
}
