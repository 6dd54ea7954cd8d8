package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.crypto.RefreshTokens.Content;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.TokenValue;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.entity.TokenFamily;
import org.postern.entity.TokenFamily.LastReply;
import org.postern.entity.TokenLifetime;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenFamilies;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;

/**
 * The server's key, the database and all old refresh tokens must not be enough to compute the live
 * refresh token.
 */
class SuccessorsTest {

  private static final Instant EXPIRES = TestClock.START.plusSeconds(60);
  private static final Holding HOLDING =
      new Holding(1, 7L, GrantType.PASSWORD, Scope.EMPTY, new Epochs(1, 1, 0));
  private static final TokenValue OLD = TokenFamilies.TOKENS.random(TokenFamilies.ID, 0);

  private final Successors successors = new Successors(new SecureTokens(), TokenFamilies.TOKENS);

  private static RegisteredClient client(Duration window) {
    return RegisteredClients.confidential("shop")
        .with(settings -> settings.set(TokenLifetime.REPLAY_WINDOW, window))
        .build();
  }

  private static PresentedToken presented(TokenValue value, TokenValue head) {
    TokenFamily family = TokenFamilies.of(HOLDING, head, EXPIRES);
    return new PresentedToken(family, value, 0, Optional.empty());
  }

  private static LastReply reply(String seed) {
    return new LastReply(seed, TestClock.START, "access", Scope.EMPTY);
  }

  @Test
  void drawsTheNextTokenWhereNothingCanBeRepeated() {
    PresentedToken presented = presented(OLD, OLD);

    Successors.Successor one = successors.next(presented, client(Duration.ZERO));
    Successors.Successor other = successors.next(presented, client(Duration.ZERO));

    assertEquals(
        Optional.of(new Content(TokenFamilies.ID, 1)), TokenFamilies.TOKENS.read(one.value()));
    assertEquals(Optional.empty(), one.seed());
    assertNotEquals(one.value(), other.value());
  }

  @Test
  void takesAnotherSeedForEachToken() {
    RegisteredClient client = client(Duration.ofSeconds(10));

    assertNotEquals(
        successors.next(presented(OLD, OLD), client).value(),
        successors.next(presented(OLD, OLD), client).value());
  }

  // The fixture's family has generation 0, so its head is derived for generation 0.
  @Test
  void makesTheSameTokenAgainFromTheSameOldOne() {
    TokenValue head = TokenFamilies.TOKENS.successor(OLD, TokenFamilies.ID, 0, "seed");
    TokenValue other = TokenFamilies.TOKENS.random(TokenFamilies.ID, 0);

    assertEquals(Optional.of(head), successors.again(presented(OLD, head), reply("seed")));
    assertEquals(Optional.empty(), successors.again(presented(OLD, head), reply("other")));
    assertEquals(Optional.empty(), successors.again(presented(other, head), reply("seed")));
  }

  @Test
  void givesPublicClientNoWindow() {
    RegisteredClient open =
        RegisteredClients.publicClient("app")
            .with(settings -> settings.set(TokenLifetime.REPLAY_WINDOW, Duration.ofSeconds(10)))
            .build();

    assertEquals(Duration.ZERO, Successors.windowOf(open));
    assertEquals(Duration.ofSeconds(10), Successors.windowOf(client(Duration.ofSeconds(10))));
  }
}
