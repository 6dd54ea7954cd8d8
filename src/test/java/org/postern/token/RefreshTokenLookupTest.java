package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.crypto.TokenValue;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenFamily;
import org.postern.fixtures.InMemoryTokenFamilyStore;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenFamilies;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.TokenFamilyStore;

class RefreshTokenLookupTest {

  private static final Instant EXPIRES = TestClock.START.plusSeconds(60);
  private static final TokenValue HEAD = TokenFamilies.TOKENS.random(TokenFamilies.ID, 0);
  private static final TokenValue EARLIER = new TokenValue("psr_" + "B".repeat(43));

  private final InMemoryTokenFamilyStore families = new InMemoryTokenFamilyStore();

  private void addFamily() {
    Holding holding = new Holding(1, 7L, GrantType.PASSWORD, Scope.EMPTY, new Epochs(1, 1, 0));
    families.add(TokenFamilies.of(holding, HEAD, EXPIRES));
    families.add(new RefreshToken(EARLIER.digest(), TokenFamilies.ID, 0, null, EXPIRES));
  }

  private PresentedToken find(TokenValue value) {
    return families.lookup().find(value.value()).orElseThrow();
  }

  @Test
  void findsTheHeadOfAFamily() {
    addFamily();

    PresentedToken found = find(HEAD);

    assertEquals(TokenFamilies.ID, found.family().id());
    assertTrue(found.isHead());
    assertFalse(found.isReplaced());
    assertEquals(EXPIRES, found.headExpires());
  }

  /** Who has the server's key can make such a token, and must gain nothing by it. */
  @Test
  void tellsAnotherTokenOfTheSameGenerationFromTheHead() {
    addFamily();

    PresentedToken found = find(TokenFamilies.TOKENS.random(TokenFamilies.ID, 0));

    assertFalse(found.isHead());
    assertFalse(found.isReplaced());
  }

  @Test
  void knowsThatATokenOfAnEarlierVersionWasReplaced() {
    addFamily();

    PresentedToken found = find(EARLIER);

    assertFalse(found.isHead(), "the family has a head");
    assertEquals(0, found.generation());
  }

  @Test
  void findsNothingWithoutTheFamily() {
    assertEquals(Optional.empty(), families.lookup().find(HEAD.value()));
    assertEquals(Optional.empty(), families.lookup().find(EARLIER.value()));
  }

  /** A token that this server cannot have issued costs no statement. */
  @ParameterizedTest(name = "<{0}>")
  @ValueSource(
      strings = {"", "psr_", "psa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "eyJ.eyJ.x"})
  void asksTheDatabaseForNothingForeign(String value) {
    RefreshTokenLookup lookup =
        new RefreshTokenLookup(TokenFamilies.TOKENS, new UnreachableStore());

    assertEquals(Optional.empty(), lookup.find(value));
    assertEquals(
        Optional.empty(),
        lookup.find(HEAD.value().substring(0, 99) + (HEAD.value().endsWith("A") ? "B" : "A")));
  }

  private static final class UnreachableStore extends TokenFamilyStore {
    @Override
    public Optional<TokenFamily> find(String id) {
      throw new AssertionError(List.of("asked for the family", id));
    }

    @Override
    public Optional<InFamily> findOfEarlierVersion(String digest) {
      throw new AssertionError(List.of("asked for the digest", digest));
    }
  }
}
