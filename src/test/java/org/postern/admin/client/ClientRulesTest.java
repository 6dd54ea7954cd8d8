package org.postern.admin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.common.Problems;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.oauth.Scope;

class ClientRulesTest {

  private static final ClientSettings CONFIDENTIAL =
      ClientSettings.ofType(ClientType.CONFIDENTIAL).build();
  private static final ClientSettings PUBLIC = ClientSettings.ofType(ClientType.PUBLIC).build();
  private static final Set<String> SCOPES = Set.of("a", "b");

  private static ClientChange.Builder change() {
    return ClientChange.builder();
  }

  private static List<String> problems(ClientSettings before, ClientChange change) {
    Problems problems = new Problems();
    ClientRules.check(problems, change);
    Optional<Long> owner = change.owner().filter(name -> name.equals("alice")).map(name -> 7L);
    ClientSettingsRules.apply(problems, before, change, owner, SCOPES);
    return ProblemLists.of(problems);
  }

  private static Arguments row(String name, ClientChange.Builder change) {
    return Arguments.of(name, CONFIDENTIAL, change.build());
  }

  private static Arguments publicRow(String name, ClientChange.Builder change) {
    return Arguments.of(name, PUBLIC, change.build());
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        row("nothing", change()),
        row("longest texts", change().name("n".repeat(200)).description("d".repeat(2_000))),
        row("beyond ASCII", change().name("Büro \uD83D\uDE00")),
        row(
            "every grant",
            change().grants(List.of("client_credentials", "password", "refresh_token"))),
        row("no grant", change().grants(List.of())),
        row("defaults a part", change().scopes(List.of("a", "b")).defaultScopes(List.of("b"))),
        row("acts for an owner", change().owner("alice").actsForOwner(true)),
        row("shortest lifetime", change().accessTokenLifetime(Duration.ofSeconds(1))),
        row(
            "longest lifetimes",
            change()
                .refreshTokenLifetime(Duration.ofDays(3_650))
                .refreshTokenMaxLifetime(Duration.ofDays(3_650))),
        row("longest window", change().replayWindow(Duration.ofSeconds(60))),
        row("kept tokens", change().rotateRefreshTokens(false)),
        publicRow("public, replaced tokens", change().rotateRefreshTokens(true)),
        row("same type", change().type("confidential")),
        publicRow("public with refresh", change().grants(List.of("refresh_token"))),
        publicRow(
            "public with password and the switch",
            change().grants(List.of("password")).allowPasswordGrantForPublicClient(true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void allows(String name, ClientSettings before, ClientChange change) {
    assertEquals(List.of(), problems(before, change));
  }

  static Stream<Arguments> refused() {
    String lifetime = "must be whole seconds from PT1S to PT87600H";
    return Stream.of(
        refusal(
            row("long name", change().name("n".repeat(201))),
            "/name: must have 0 to 200 characters"),
        refusal(
            row("control character", change().name("a\u0000b")),
            "/name: must not contain control characters"),
        refusal(
            row("line end", change().description("a\nb")),
            "/description: must not contain control characters"),
        refusal(
            row("half a character", change().name("a\uD83D")),
            "/name: must not contain control characters"),
        refusal(
            row("long description", change().description("d".repeat(2_001))),
            "/description: must have 0 to 2000 characters"),
        refusal(
            row("unknown grant", change().grants(List.of("password", "implicit"))),
            "/grants/1: must be client_credentials, password or refresh_token"),
        refusal(
            row("unknown scope", change().scopes(List.of("a", "x"))),
            "/scopes/1: there is no scope 'x'"),
        refusal(
            row("unknown default", change().scopes(List.of("a")).defaultScopes(List.of("x"))),
            "/default_scopes/0: there is no scope 'x'"),
        refusal(
            row("default beyond", change().scopes(List.of("a")).defaultScopes(List.of("a", "b"))),
            "/default_scopes: must be a part of scopes, but has also b"),
        refusal(
            row("unknown access", change().userAccess("all")),
            "/user_access: must be nobody, assigned or everyone"),
        refusal(
            row("too many groups", change().userGroups(Collections.nCopies(101, "g"))),
            "/user_groups: must not be more than 100"),
        refusal(
            row("empty group", change().userGroups(List.of(""))),
            "/user_groups/0: must have 1 to 255 characters"),
        refusal(
            row("acts for nobody", change().actsForOwner(true)), "/acts_for_owner: needs an owner"),
        refusal(
            row("lifetime of nothing", change().accessTokenLifetime(Duration.ZERO)),
            "/access_token_lifetime: " + lifetime),
        refusal(
            row("negative lifetime", change().userAccessTokenLifetime(Duration.ofSeconds(-1))),
            "/user_access_token_lifetime: " + lifetime),
        refusal(
            row("parts of a second", change().accessTokenLifetime(Duration.ofMillis(1_500))),
            "/access_token_lifetime: " + lifetime),
        refusal(
            row(
                "absurd lifetime",
                change().refreshTokenMaxLifetime(Duration.ofDays(3_650).plusSeconds(1))),
            "/refresh_token_max_lifetime: " + lifetime),
        refusal(
            row("idle above the most", change().refreshTokenLifetime(Duration.ofDays(91))),
            "/refresh_token_max_lifetime: must not be less than refresh_token_lifetime, PT2184H"),
        refusal(
            row("long window", change().replayWindow(Duration.ofSeconds(61))),
            "/replay_window: must be whole seconds from PT0S to PT1M"),
        refusal(
            row("other type", change().type("public")),
            "/type: cannot be changed, the client is confidential"),
        refusal(
            row("switch without use", change().allowPasswordGrantForPublicClient(true)),
            "/allow_password_grant_for_public_client: is for public clients only"),
        refusal(
            publicRow("public, alone", change().grants(List.of("client_credentials"))),
            "/grants: must not have client_credentials, the client is public"),
        refusal(
            publicRow("public, password", change().grants(List.of("password"))),
            "/grants: must not have password, the client is public"
                + " (allow_password_grant_for_public_client lifts this)"),
        refusal(
            publicRow("public, vouching", change().vouchesForAddresses(true)),
            "/vouches_for_addresses: is for confidential clients only"),
        refusal(
            publicRow("public, window", change().replayWindow(Duration.ofSeconds(1))),
            "/replay_window: must be PT0S, the client is public"),
        refusal(
            publicRow("public, kept tokens", change().rotateRefreshTokens(false)),
            "/rotate_refresh_tokens: must be true, the client is public"));
  }

  private static Arguments refusal(Arguments row, String problem) {
    return Arguments.of(row.get()[0], row.get()[1], row.get()[2], problem);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String name, ClientSettings before, ClientChange change, String problem) {
    assertEquals(List.of(problem), problems(before, change));
  }

  @Test
  void refusesATypeThatIsNone() {
    Problems problems = new Problems();
    ClientRules.check(problems, change().type("native").build());

    assertEquals(List.of("/type: must be confidential or public"), ProblemLists.of(problems));
  }

  @Test
  void refusesScopesThatNoTokenCouldHold() {
    List<String> names =
        Stream.iterate(0, i -> i + 1).limit(80).map(i -> i + "x".repeat(98)).toList();
    Problems problems = new Problems();
    ClientSettingsRules.apply(
        problems,
        CONFIDENTIAL,
        change().scopes(names).build(),
        Optional.empty(),
        Set.copyOf(names));

    assertEquals(
        List.of("/scopes: must have at most 8000 characters in all together"),
        ProblemLists.of(problems).stream().toList());
  }

  @Test
  void keepsWhatTheChangeLeavesEmpty() {
    ClientSettings before =
        CONFIDENTIAL.toBuilder().scopes(Scope.of("a")).ownerId(7L).actsForOwner(true).build();
    ClientSettings after =
        ClientSettingsRules.apply(
            new Problems(), before, change().name("N").build(), Optional.empty(), SCOPES);

    assertEquals(before.toBuilder().name("N").build(), after);
  }

  @Test
  void removesTheOwnerByAnEmptyName() {
    ClientSettings before = CONFIDENTIAL.toBuilder().ownerId(7L).build();
    ClientSettings after =
        ClientSettingsRules.apply(
            new Problems(), before, change().owner("").build(), Optional.empty(), SCOPES);

    assertEquals(CONFIDENTIAL, after);
  }
}
