package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.client.ClientRules;
import org.postern.admin.client.NewSecret;
import org.postern.admin.client.SecretRules;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.common.Problems;
import org.postern.admin.common.TextRules;
import org.postern.admin.scope.ScopeRules;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserRules;
import org.postern.admin.user.UserSetting;
import org.postern.entity.ClientType;

/** The rules of scopes, users and secrets. */
class RulesTest {

  private static final String TOKEN =
      "1 to 100 printable ASCII characters without space, quotation mark and backslash";

  private static final String DOTS = "must not be . or .., which cannot be addressed in a URL";

  private interface Rule {
    void check(Problems problems);
  }

  private static Arguments row(String name, Rule rule, String... problems) {
    return Arguments.of(name, rule, List.of(problems));
  }

  private static Rule scopeName(String name) {
    return problems -> ScopeRules.checkName(problems, "/name", name);
  }

  private static Rule clientId(String clientId) {
    return problems -> ClientRules.checkClientId(problems, "/client_id", clientId);
  }

  private static Rule roles(List<String> roles) {
    return problems -> TextRules.checkRoles(problems, "/roles", roles);
  }

  private static Rule username(String raw) {
    return problems -> UserRules.prepareUsername(problems, "/username", raw);
  }

  private static Rule profile(String displayName, String email) {
    return problems ->
        UserRules.check(
            problems,
            UserChange.NONE
                .with(UserSetting.DISPLAY_NAME, displayName)
                .with(UserSetting.EMAIL, email));
  }

  private static Rule secrets(ClientType type, NewSecret... secrets) {
    return problems -> SecretRules.check(problems, type, List.of(secrets));
  }

  private static NewSecret secret(String label, String value) {
    return new NewSecret(label, value, Optional.empty());
  }

  static Stream<Arguments> rules() {
    String username =
        "/username: must be a user name as RFC 8265 allows it:"
            + " 1 to 255 letters, digits and ASCII signs, without space";
    String secret = "must have 1 to 512 printable ASCII characters";
    return Stream.of(
        row("scope", scopeName("api.read")),
        row("longest scope", scopeName("s".repeat(100))),
        row("long scope", scopeName("s".repeat(101)), "/name: must be a scope token: " + TOKEN),
        row("scope with a space", scopeName("a b"), "/name: must be a scope token: " + TOKEN),
        row("empty scope", scopeName(""), "/name: must be a scope token: " + TOKEN),
        row(
            "reserved scope",
            scopeName("postern.mine"),
            "/name: must not begin with postern., which is reserved"),
        row("scope of dots", scopeName("...")),
        row("scope that is a dot", scopeName("."), "/name: " + DOTS),
        row("client that is two dots", clientId(".."), "/client_id: " + DOTS),
        row("client of dots", clientId("...")),
        row("user that is a dot", username("."), "/username: " + DOTS),
        row(
            "label that is a dot",
            secrets(ClientType.CONFIDENTIAL, secret(".", "1")),
            "/secrets/0/label: " + DOTS),
        row("roles", roles(List.of("administrator", "mine:too"))),
        row("role with a space", roles(List.of("a", "b c")), "/roles/1: must be a role: " + TOKEN),
        row(
            "too many roles",
            roles(Collections.nCopies(20, "r".repeat(100))),
            "/roles: must have at most 2000 characters in all roles together"),
        row("user name", username("Jürgen.Müller@example")),
        row("user name with a space", username("a b"), username),
        row("empty user name", username(""), username),
        row("user name with a control character", username("a\u0007"), username),
        row("profile", profile("Alice", "alice@example.org")),
        row("empty profile", profile("", "")),
        row(
            "long display name",
            profile("n".repeat(201), ""),
            "/display_name: must have 0 to 200 characters"),
        row("no address", profile("", "alice"), "/email: must be an e-mail address, or empty"),
        row("two ats", profile("", "a@b@c"), "/email: must be an e-mail address, or empty"),
        row(
            "address with a space",
            profile("", "a b@c"),
            "/email: must be an e-mail address, or empty"),
        row("secrets", secrets(ClientType.CONFIDENTIAL, secret("a", "1"), secret("b", "2"))),
        row("longest secret", secrets(ClientType.CONFIDENTIAL, secret("a", "s".repeat(512)))),
        row("public without secrets", secrets(ClientType.PUBLIC)),
        row(
            "public with a secret",
            secrets(ClientType.PUBLIC, secret("a", "1")),
            "a public client has no secrets"),
        row(
            "same label",
            secrets(ClientType.CONFIDENTIAL, secret("a", "1"), secret("a", "2")),
            "/secrets/1/label: is the label of another secret of this client"),
        row(
            "same value",
            secrets(ClientType.CONFIDENTIAL, secret("a", "1"), secret("b", "1")),
            "/secrets/1/value: is the same as another secret of this client"),
        row(
            "no label",
            secrets(ClientType.CONFIDENTIAL, secret("", "1")),
            "/secrets/0/label: must have 1 to 100 characters"),
        row(
            "long secret",
            secrets(ClientType.CONFIDENTIAL, secret("a", "s".repeat(513))),
            "/secrets/0/value: " + secret),
        row(
            "empty secret",
            secrets(ClientType.CONFIDENTIAL, secret("a", "")),
            "/secrets/0/value: " + secret),
        row(
            "secret beyond ASCII",
            secrets(ClientType.CONFIDENTIAL, secret("a", "ü")),
            "/secrets/0/value: " + secret),
        row(
            "too many secrets",
            secrets(
                ClientType.CONFIDENTIAL,
                Collections.nCopies(21, secret("a", "1")).toArray(NewSecret[]::new)),
            "/secrets: must not be more than 20"),
        row(
            "absurd expiry",
            secrets(
                ClientType.CONFIDENTIAL,
                new NewSecret("a", "1", Optional.of(Instant.parse("+10000-01-01T00:00:00Z")))),
            "/secrets/0/expires: must lie between the years 1970 and 9999"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void tellsWhatIsWrong(String name, Rule rule, List<String> problems) {
    Problems found = new Problems();
    rule.check(found);

    assertEquals(problems, ProblemLists.of(found));
  }
}
