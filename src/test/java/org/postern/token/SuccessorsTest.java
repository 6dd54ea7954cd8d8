package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.ServerKeys;
import org.postern.crypto.Signer;
import org.postern.crypto.TokenValue;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenLifetime;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;

/**
 * The server's key and an old refresh token must not be enough to compute the current refresh
 * token.
 */
class SuccessorsTest {

  private static final TokenValue OLD = new TokenValue("psr_old");
  private static final String FAMILY = "family";
  private static final Instant NOW = TestClock.START;

  private final Signer signer = new Signer(keys());
  private final Successors successors = new Successors(new SecureTokens(), signer);

  private static ServerKeys keys() {
    ServerKeys keys = new ServerKeys();
    keys.install(new byte[32]);
    return keys;
  }

  private static RegisteredClient client(Duration window) {
    return RegisteredClients.confidential("shop")
        .with(settings -> settings.set(TokenLifetime.REPLAY_WINDOW, window))
        .build();
  }

  private static RefreshToken row(TokenValue value) {
    return new RefreshToken(value.digest(), FAMILY, 1, NOW, "access", Scope.EMPTY);
  }

  @Test
  void drawsTheNextTokenWhereNothingCanBeRepeated() {
    RegisteredClient client = client(Duration.ZERO);

    Successors.Successor one = successors.next(OLD, FAMILY, 1, client, NOW);
    Successors.Successor other = successors.next(OLD, FAMILY, 1, client, NOW);

    assertTrue(one.value().value().matches("psr_[A-Za-z0-9_-]{43}"), "a refresh token");
    assertEquals(Optional.empty(), one.seed());
    assertNotEquals(one.value(), other.value());
    assertEquals(Optional.empty(), successors.again(OLD, row(one.value())));
  }

  @Test
  void makesTheSameTokenAgainWhileTheSeedIsKept() {
    Successors.Successor next =
        successors.next(OLD, FAMILY, 1, client(Duration.ofSeconds(10)), NOW);
    RefreshToken row = row(next.value());
    Optional<TokenValue> withoutSeed = successors.again(OLD, row);

    row.keepSeed(next.seed().orElseThrow(), next.seedEnds());

    assertEquals(NOW.plusSeconds(10), next.seedEnds());
    assertEquals(Optional.of(next.value()), successors.again(OLD, row));
    assertEquals(Optional.empty(), successors.again(new TokenValue("psr_other"), row));
    assertEquals(Optional.empty(), withoutSeed);
  }

  @Test
  void takesAnotherSeedForEachToken() {
    RegisteredClient client = client(Duration.ofSeconds(10));

    assertNotEquals(
        successors.next(OLD, FAMILY, 1, client, NOW).value(),
        successors.next(OLD, FAMILY, 1, client, NOW).value());
  }

  /** Nodes of the earlier version may run beside this one. */
  @Test
  void repeatsTokenOfTheEarlierVersion() {
    TokenValue earlier = signer.successorWithoutSeed(OLD, FAMILY, 1);

    assertEquals(Optional.of(earlier), successors.again(OLD, row(earlier)));
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
