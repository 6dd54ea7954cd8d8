package org.postern.admin.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.access.AccessGate;
import org.postern.entity.AccessToken;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.fixtures.Fakes;
import org.postern.fixtures.InMemoryAccessTokenStore;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.InMemoryScopeStore;
import org.postern.fixtures.InMemoryTokenFamilyStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.ScopeDefinitions;
import org.postern.fixtures.TestClock;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenDigest;
import org.postern.token.LiveTokens;

/** An actor has the rights that apply at the moment when the use case runs. */
class ActorRenewalTest {

  private static final String DIGEST = TokenDigest.of("psa_token");
  private static final Operator OPERATOR =
      new Operator("user:root", "root", Set.of("administrator"), false, 1);

  private final TestClock clock = new TestClock();

  /**
   * A renewal that knows a token of the client {@code ops}, with the client as it is built here.
   */
  private RenewalService renewals(RegisteredClients client) {
    InMemoryAccessTokenStore tokens = new InMemoryAccessTokenStore();
    tokens.add(
        new AccessToken(
            DIGEST,
            new Holding(
                1,
                null,
                GrantType.CLIENT_CREDENTIALS,
                Scope.parse("postern.admin read"),
                new Epochs(1, 0, 0)),
            null,
            TestClock.START,
            TestClock.START.plus(Duration.ofHours(1))));
    AccessGate gate =
        new AccessGate(
            new InMemoryClientStore(client.build()),
            new InMemoryUserStore(),
            new InMemoryScopeStore(
                ScopeDefinitions.forBoth("postern.admin"), ScopeDefinitions.forBoth("read")));
    return new RenewalService(
        new LiveTokens(tokens, new InMemoryTokenFamilyStore().lookup(), gate, clock));
  }

  private static RegisteredClients ops(String... scopes) {
    return RegisteredClients.confidential("ops").scopes(scopes);
  }

  private static Actor presenting() {
    return Actor.presenting(DIGEST, Optional.empty(), "ops", "192.0.2.1");
  }

  @Test
  void anActorFromOutsideHasNoRightOfItsOwn() {
    Actor session =
        Actor.signedIn("root", TestClock.START, () -> Optional.of(OPERATOR), "192.0.2.1");

    for (Actor actor : List.of(presenting(), session)) {
      assertEquals(
          List.of("FORBIDDEN only an administrator may do this"),
          ProblemLists.of(actor::requireAdministrator));
      assertThrows(AdministrationException.class, actor::requireReader);
      assertThrows(AdministrationException.class, () -> actor.requireScope("read"));
      assertEquals(Optional.empty(), actor.ownerSubject());
    }
  }

  @Test
  void aTokenCarriesWhatIsLeftOfItsScope() {
    Actor all = renewals(ops("postern.admin", "read")).renew(presenting());
    Actor left = renewals(ops("read")).renew(presenting().importing());

    all.requireAdministrator();
    assertEquals("client:ops", all.requireSubject());
    left.requireScope("read");
    assertThrows(AdministrationException.class, left::requireReader);
    assertTrue(left.isImporting());
    assertEquals("192.0.2.1", left.source());
  }

  @Test
  void aDeadTokenCarriesNothing() {
    RegisteredClients disabled = ops("postern.admin").with(settings -> settings.enabled(false));

    AdministrationException refusal =
        assertThrows(AdministrationException.class, () -> renewals(disabled).renew(presenting()));

    assertEquals(AdministrationException.Kind.ENDED, refusal.kind());
    assertEquals(RefusalReason.CLIENT_DISABLED, refusal.reason());
  }

  @Test
  void aSessionCarriesTheRolesOfNowAndNothingOnceItEnded() {
    Deque<Optional<Operator>> found = new ArrayDeque<>(List.of(Optional.of(OPERATOR)));
    found.add(Optional.empty());
    Actor actor = Actor.signedIn("root", TestClock.START, found::remove, "192.0.2.1");

    renewals(ops()).renew(actor).requireAdministrator();
    AdministrationException refusal =
        assertThrows(AdministrationException.class, () -> renewals(ops()).renew(actor));

    assertEquals(AdministrationException.Kind.ENDED, refusal.kind());
  }

  @Test
  void theServerItselfHasNothingToShow() {
    assertSame(Actor.SETUP, renewals(ops()).renew(Actor.SETUP));
  }

  /** Two use cases. */
  static final class Cases {
    @Transactional
    public void transactional(Actor actor) {}

    public void plain(Actor actor) {}
  }

  private InvocationContext call(String method, Object[] parameters, Duration takes) {
    Map<String, Function<Object[], Object>> answers = new HashMap<>();
    answers.put("getParameters", none -> parameters.clone());
    answers.put(
        "setParameters",
        values -> {
          System.arraycopy((Object[]) values[0], 0, parameters, 0, parameters.length);
          return null;
        });
    answers.put("getMethod", none -> method(method));
    answers.put(
        "proceed",
        none -> {
          clock.move(takes);
          return "done by " + ((Actor) parameters[1]).isAdministrator();
        });
    return Fakes.answering(InvocationContext.class, answers);
  }

  private static Object method(String name) {
    try {
      return Cases.class.getMethod(name, Actor.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "as quickly as most, transactional, 0, true",
    "within a second, transactional, 1000, true",
    "after a longer wait, transactional, 1001, false",
    "without a transaction, plain, 1001, true"
  })
  void asksAgainAtTheEndOfALongTransaction(String name, String method, long millis, boolean isDone)
      throws Exception {
    Deque<Optional<Operator>> found = new ArrayDeque<>(List.of(Optional.of(OPERATOR)));
    found.add(Optional.empty());
    Actor actor = Actor.signedIn("root", TestClock.START, found::remove, "192.0.2.1");
    InvocationContext call = call(method, new Object[] {"first", actor}, Duration.ofMillis(millis));
    ActorRenewal renewal = new ActorRenewal(renewals(ops()), clock);

    if (isDone) {
      assertEquals("done by true", renewal.renew(call));
    } else {
      AdministrationException refusal =
          assertThrows(AdministrationException.class, () -> renewal.renew(call));
      assertEquals(AdministrationException.Kind.ENDED, refusal.kind());
    }
  }

  private static Operator withRoles(String... roles) {
    return new Operator("user:root", "root", Set.of(roles), false, 1);
  }

  static Stream<Arguments> rightsBeforeAndAfter() {
    return Stream.of(
        Arguments.of(
            "the same", withRoles("viewer", "client-owner"), withRoles("client-owner", "viewer")),
        Arguments.of("one role more", withRoles("viewer"), withRoles("viewer", "client-owner")),
        Arguments.of("a role for a wider one", withRoles("viewer"), withRoles("administrator")));
  }

  static Stream<Arguments> rightsTaken() {
    return Stream.of(
        Arguments.of("the widest role", withRoles("administrator", "viewer"), withRoles("viewer")),
        Arguments.of(
            "the role of a reader", withRoles("viewer", "client-owner"), withRoles("client-owner")),
        Arguments.of(
            "the role of an owner", withRoles("viewer", "client-owner"), withRoles("viewer")));
  }

  /** A use case of this actor that takes long, while the session's user changes. */
  private Object runLong(Operator before, Operator after) throws Exception {
    Deque<Optional<Operator>> found = new ArrayDeque<>(List.of(Optional.of(before)));
    found.add(Optional.of(after));
    Actor actor = Actor.signedIn("root", TestClock.START, found::remove, "192.0.2.1");
    InvocationContext call =
        call("transactional", new Object[] {"first", actor}, Duration.ofSeconds(2));
    return new ActorRenewal(renewals(ops()), clock).renew(call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rightsBeforeAndAfter")
  void endsNoUseCaseOfWhoLostNothing(String name, Operator before, Operator after)
      throws Exception {
    assertEquals("done by false", runLong(before, after));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rightsTaken")
  void endsAUseCaseWhenARightIsTakenMeanwhile(String name, Operator before, Operator after) {
    AdministrationException refusal =
        assertThrows(AdministrationException.class, () -> runLong(before, after));

    assertEquals(AdministrationException.Kind.FORBIDDEN, refusal.kind());
    assertEquals("the right to do this was taken meanwhile", refusal.getMessage());
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @CsvSource({"client.self read, read client.self, true", "client.self read, read, false"})
  void comparesTheScopesOfTokens(String before, String after, boolean isEnough) {
    assertEquals(isEnough, Actors.client("ops", after).mayAllThat(Actors.client("ops", before)));
  }
}
