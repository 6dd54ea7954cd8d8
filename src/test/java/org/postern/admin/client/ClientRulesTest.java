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
import org.postern.entity.ClientSwitch;
import org.postern.entity.ClientType;
import org.postern.grant.GrantCatalogues;
import org.postern.oauth.Scope;

class ClientRulesTest {

  private static final ClientSettings CONFIDENTIAL =
      ClientSettings.ofType(ClientType.CONFIDENTIAL).build();
  private static final ClientSettings PUBLIC = ClientSettings.ofType(ClientType.PUBLIC).build();
  private static final Set<String> SCOPES = Set.of("a", "b");

  private static ClientChange change() {
    return ClientChange.NONE;
  }

  private static List<String> problems(ClientSettings before, ClientChange change) {
    Problems problems = new Problems();
    ClientRules.check(problems, change, GrantCatalogues.ALL);
    Optional<Long> owner =
        change.get(ClientSetting.OWNER).filter(name -> name.equals("alice")).map(name -> 7L);
    ClientSettingsRules.apply(problems, before, change, owner, SCOPES, GrantCatalogues.ALL);
    return ProblemLists.of(problems);
  }

  private static Arguments row(String name, ClientChange change) {
    return Arguments.of(name, CONFIDENTIAL, change);
  }

  private static Arguments publicRow(String name, ClientChange change) {
    return Arguments.of(name, PUBLIC, change);
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        row("nothing", change()),
        row(
            "longest texts",
            change()
                .with(ClientSetting.NAME, "n".repeat(200))
                .with(ClientSetting.DESCRIPTION, "d".repeat(2_000))),
        row("beyond ASCII", change().with(ClientSetting.NAME, "Büro \uD83D\uDE00")),
        row(
            "every grant",
            change()
                .with(
                    ClientSetting.GRANTS,
                    List.of("client_credentials", "password", "refresh_token"))),
        row("no grant", change().with(ClientSetting.GRANTS, List.of())),
        row(
            "defaults a part",
            change()
                .with(ClientSetting.SCOPES, List.of("a", "b"))
                .with(ClientSetting.DEFAULT_SCOPES, List.of("b"))),
        row(
            "acts for an owner",
            change().with(ClientSetting.OWNER, "alice").with(ClientSetting.ACTS_FOR_OWNER, true)),
        row(
            "shortest lifetime",
            change().with(ClientSetting.ACCESS_TOKEN_LIFETIME, Duration.ofSeconds(1))),
        row(
            "longest lifetimes",
            change()
                .with(ClientSetting.REFRESH_TOKEN_LIFETIME, Duration.ofDays(3_650))
                .with(ClientSetting.REFRESH_TOKEN_MAX_LIFETIME, Duration.ofDays(3_650))),
        row("longest window", change().with(ClientSetting.REPLAY_WINDOW, Duration.ofSeconds(60))),
        row("kept tokens", change().with(ClientSetting.ROTATE_REFRESH_TOKENS, false)),
        publicRow(
            "public, replaced tokens", change().with(ClientSetting.ROTATE_REFRESH_TOKENS, true)),
        row("same type", change().with(ClientSetting.TYPE, "confidential")),
        publicRow(
            "public with refresh", change().with(ClientSetting.GRANTS, List.of("refresh_token"))),
        publicRow(
            "public with password and the switch",
            change()
                .with(ClientSetting.GRANTS, List.of("password"))
                .with(ClientSetting.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT, true)));
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
            row("long name", change().with(ClientSetting.NAME, "n".repeat(201))),
            "/name: must have 0 to 200 characters"),
        refusal(
            row("control character", change().with(ClientSetting.NAME, "a\u0000b")),
            "/name: must not contain control characters"),
        refusal(
            row("line end", change().with(ClientSetting.DESCRIPTION, "a\nb")),
            "/description: must not contain control characters"),
        refusal(
            row("half a character", change().with(ClientSetting.NAME, "a\uD83D")),
            "/name: must not contain control characters"),
        refusal(
            row("long description", change().with(ClientSetting.DESCRIPTION, "d".repeat(2_001))),
            "/description: must have 0 to 2000 characters"),
        refusal(
            row(
                "unknown grant",
                change().with(ClientSetting.GRANTS, List.of("password", "implicit"))),
            "/grants/1: must be client_credentials, password or refresh_token"),
        refusal(
            row("unknown scope", change().with(ClientSetting.SCOPES, List.of("a", "x"))),
            "/scopes/1: there is no scope 'x'"),
        refusal(
            row(
                "unknown default",
                change()
                    .with(ClientSetting.SCOPES, List.of("a"))
                    .with(ClientSetting.DEFAULT_SCOPES, List.of("x"))),
            "/default_scopes/0: there is no scope 'x'"),
        refusal(
            row(
                "default beyond",
                change()
                    .with(ClientSetting.SCOPES, List.of("a"))
                    .with(ClientSetting.DEFAULT_SCOPES, List.of("a", "b"))),
            "/default_scopes: must be a part of scopes, but has also b"),
        refusal(
            row("unknown access", change().with(ClientSetting.USER_ACCESS, "all")),
            "/user_access: must be nobody, assigned or everyone"),
        refusal(
            row(
                "too many groups",
                change().with(ClientSetting.USER_GROUPS, Collections.nCopies(101, "g"))),
            "/user_groups: must not be more than 100"),
        refusal(
            row("empty group", change().with(ClientSetting.USER_GROUPS, List.of(""))),
            "/user_groups/0: must have 1 to 255 characters"),
        refusal(
            row("acts for nobody", change().with(ClientSetting.ACTS_FOR_OWNER, true)),
            "/acts_for_owner: needs an owner"),
        refusal(
            row(
                "lifetime of nothing",
                change().with(ClientSetting.ACCESS_TOKEN_LIFETIME, Duration.ZERO)),
            "/access_token_lifetime: " + lifetime),
        refusal(
            row(
                "negative lifetime",
                change().with(ClientSetting.USER_ACCESS_TOKEN_LIFETIME, Duration.ofSeconds(-1))),
            "/user_access_token_lifetime: " + lifetime),
        refusal(
            row(
                "parts of a second",
                change().with(ClientSetting.ACCESS_TOKEN_LIFETIME, Duration.ofMillis(1_500))),
            "/access_token_lifetime: " + lifetime),
        refusal(
            row(
                "absurd lifetime",
                change()
                    .with(
                        ClientSetting.REFRESH_TOKEN_MAX_LIFETIME,
                        Duration.ofDays(3_650).plusSeconds(1))),
            "/refresh_token_max_lifetime: " + lifetime),
        refusal(
            row(
                "idle above the most",
                change().with(ClientSetting.REFRESH_TOKEN_LIFETIME, Duration.ofDays(91))),
            "/refresh_token_max_lifetime: must not be less than refresh_token_lifetime, PT2184H"),
        refusal(
            row("long window", change().with(ClientSetting.REPLAY_WINDOW, Duration.ofSeconds(61))),
            "/replay_window: must be whole seconds from PT0S to PT1M"),
        refusal(
            row("other type", change().with(ClientSetting.TYPE, "public")),
            "/type: cannot be changed, the client is confidential"),
        refusal(
            row(
                "switch without use",
                change().with(ClientSetting.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT, true)),
            "/allow_password_grant_for_public_client: is for public clients only"),
        refusal(
            publicRow(
                "public, alone",
                change().with(ClientSetting.GRANTS, List.of("client_credentials"))),
            "/grants: must not have client_credentials, the client is public"),
        refusal(
            publicRow("public, password", change().with(ClientSetting.GRANTS, List.of("password"))),
            "/grants: must not have password, the client is public"
                + " (allow_password_grant_for_public_client lifts this)"),
        refusal(
            publicRow("public, vouching", change().with(ClientSetting.VOUCHES_FOR_ADDRESSES, true)),
            "/vouches_for_addresses: is for confidential clients only"),
        refusal(
            publicRow(
                "public, window",
                change().with(ClientSetting.REPLAY_WINDOW, Duration.ofSeconds(1))),
            "/replay_window: must be PT0S, the client is public"),
        refusal(
            publicRow(
                "public, kept tokens", change().with(ClientSetting.ROTATE_REFRESH_TOKENS, false)),
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
    ClientRules.check(problems, change().with(ClientSetting.TYPE, "native"), GrantCatalogues.ALL);

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
        change().with(ClientSetting.SCOPES, names),
        Optional.empty(),
        Set.copyOf(names),
        GrantCatalogues.ALL);

    assertEquals(
        List.of("/scopes: must have at most 8000 characters in all together"),
        ProblemLists.of(problems).stream().toList());
  }

  @Test
  void keepsWhatTheChangeLeavesEmpty() {
    ClientSettings before =
        CONFIDENTIAL.toBuilder()
            .scopes(Scope.of("a"))
            .ownerId(7L)
            .set(ClientSwitch.ACTS_FOR_OWNER, true)
            .build();
    ClientSettings after =
        ClientSettingsRules.apply(
            new Problems(),
            before,
            change().with(ClientSetting.NAME, "N"),
            Optional.empty(),
            SCOPES,
            GrantCatalogues.ALL);

    assertEquals(before.toBuilder().name("N").build(), after);
  }

  @Test
  void removesTheOwnerByAnEmptyName() {
    ClientSettings before = CONFIDENTIAL.toBuilder().ownerId(7L).build();
    ClientSettings after =
        ClientSettingsRules.apply(
            new Problems(),
            before,
            change().with(ClientSetting.OWNER, ""),
            Optional.empty(),
            SCOPES,
            GrantCatalogues.ALL);

    assertEquals(CONFIDENTIAL, after);
  }
}
