package org.postern.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.bearer.TokenKind;
import org.postern.bearer.VerifiedToken;
import org.postern.fixtures.TestClock;
import org.postern.oauth.Scope;

/** RFC 7662 §4: an answer must not be cached beyond {@code exp}. */
class IntrospectionCacheTest {

  private static final String TOKEN = "psa_live";
  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  private final TestClock clock = new TestClock();
  private final IntrospectionCache cache =
      new IntrospectionCache(Duration.ofSeconds(5), clock::now);

  private VerifiedToken live(Duration lifetime) {
    return new VerifiedToken(
        "client:reporting",
        TokenKind.CLIENT,
        "reporting",
        Optional.empty(),
        Scope.EMPTY,
        TestClock.START,
        clock.now().plus(lifetime));
  }

  private void add(String token, Duration lifetime) {
    cache.add(token, live(lifetime), clock.now());
  }

  @Test
  void keepsATokenUntilTheLifespanEnds() {
    VerifiedToken live = live(Duration.ofHours(1));
    cache.add(TOKEN, live, clock.now());

    clock.move(Duration.ofSeconds(5).minus(MICROSECOND));
    assertEquals(Optional.of(live), cache.find(TOKEN));

    clock.move(MICROSECOND);
    assertEquals(Optional.empty(), cache.find(TOKEN));
  }

  @Test
  void keepsATokenUntilItExpires() {
    VerifiedToken live = live(Duration.ofSeconds(2));
    cache.add(TOKEN, live, clock.now());

    clock.move(Duration.ofSeconds(2).minus(MICROSECOND));
    assertEquals(Optional.of(live), cache.find(TOKEN));

    clock.move(MICROSECOND);
    assertEquals(Optional.empty(), cache.find(TOKEN));
  }

  @Test
  void theLifespanBeginsWithTheQuestion() {
    Instant asked = clock.now();
    clock.move(Duration.ofSeconds(2));
    cache.add(TOKEN, live(Duration.ofHours(1)), asked);

    clock.move(Duration.ofSeconds(3));

    assertEquals(Optional.empty(), cache.find(TOKEN));
  }

  @Test
  void forgetsWhenTheTimeIsSetBack() {
    add(TOKEN, Duration.ofHours(1));

    clock.move(MICROSECOND.negated());

    assertEquals(Optional.empty(), cache.find(TOKEN));
  }

  @Test
  void knowsOneTokenFromAnother() {
    add(TOKEN, Duration.ofHours(1));

    assertEquals(Optional.empty(), cache.find("psa_Live"));
  }

  @Test
  void theOldestMakesRoom() {
    for (int i = 0; i < IntrospectionCache.MAX_ENTRIES; i++) {
      add("psa_" + i, Duration.ofHours(1));
    }
    add("psa_0", Duration.ofHours(1));

    add("psa_more", Duration.ofHours(1));

    assertEquals(true, cache.find("psa_more").isPresent());
    assertEquals(true, cache.find("psa_0").isPresent(), "asked about again");
    assertEquals(false, cache.find("psa_1").isPresent(), "the oldest");
    assertEquals(true, cache.find("psa_2").isPresent());
  }

  @Test
  void keepsNothingWithoutALifespan() {
    IntrospectionCache off = new IntrospectionCache(Duration.ZERO, clock::now);
    off.add(TOKEN, live(Duration.ofHours(1)), clock.now());

    assertEquals(Optional.empty(), off.find(TOKEN));
  }
}
