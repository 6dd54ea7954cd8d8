package org.postern.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.config.PosternConfig;

/** NIST SP 800-63B §5.1.1.2. */
class PasswordRulesTest {

  private static final Optional<String> LENGTH = Optional.of("must have 12 to 256 characters");

  private final PasswordRules rules = with(Map.of());

  private static PasswordRules with(Map<String, String> settings) {
    return new PasswordRules(new PosternConfig(name -> Optional.ofNullable(settings.get(name))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "words,                    quiet harbour",
    "lower case alone,         qoduvelazimy",
    "a long number,            483920175566",
    "signs,                    %$#&!/()=?*+",
    "demo user,                alicepass-demo",
    "a common one with more,   my password1234 is longer",
  })
  void allows(String name, String password) {
    assertEquals(Optional.empty(), rules.objection("alice", password), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "in the list,           password1234",
    "in other case,         PassWord1234",
    "one sign,              zzzzzzzzzzzz",
    "a word twice,          harbourharbour",
    "a part three times,    xy7-xy7-xy7-",
    "digits upwards,        345678901234",
    "digits downwards,      987654321098",
    "letters,               ghijklmnopqrs",
  })
  void refusesWhatIsEasyToGuess(String name, String password) {
    assertEquals(
        Optional.of("must not be a common password, one part repeated, or a sequence"),
        rules.objection("alice", password),
        name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "name and year,    rumpelstiltskin2026",
    "other case,       RumpelStiltskin-1",
  })
  void refusesLittleMoreThanTheUserName(String name, String password) {
    assertEquals(
        Optional.of("must have at least 8 characters beside the user's own name"),
        rules.objection("rumpelstiltskin", password),
        name);
    assertEquals(Optional.empty(), rules.objection("alice", password), name);
  }

  @Test
  void countsCodePoints() {
    String sign = "\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02\uD83D\uDE05";

    assertEquals(LENGTH, rules.objection("alice", "quiet harbo"));
    assertEquals(Optional.empty(), rules.objection("alice", "quiet harbou"));
    assertEquals(LENGTH, rules.objection("alice", "a" + sign));
    assertEquals(Optional.empty(), rules.objection("alice", "quiet ha" + sign));
    assertEquals(Optional.empty(), rules.objection("alice", "ab" + "\uD83D\uDE00".repeat(254)));
    assertEquals(LENGTH, rules.objection("alice", "abc" + "\uD83D\uDE00".repeat(254)));
    assertEquals(LENGTH, rules.objection("alice", ""));
  }

  @Test
  void takesTheLengthsThatAreConfigured() {
    PasswordRules other =
        with(Map.of("postern.password.min-length", "8", "postern.password.max-length", "64"));

    assertEquals(Optional.empty(), other.objection("alice", "quietsea"));
    assertEquals(Optional.of("must have 8 to 64 characters"), other.objection("alice", "quietse"));
    assertEquals(
        Optional.of("must have 8 to 64 characters"), other.objection("alice", "ab".repeat(33)));
  }

  @Test
  void refusesWhatRfc8265DoesNotAllow() {
    assertEquals(
        Optional.of("must be a password as RFC 8265 allows it: no control characters"),
        rules.objection("alice", "quiet\u0007harbour"));
  }

  /** Such a password would keep the server from starting again. */
  @Test
  void refusesThePasswordsOfTheDemoDataWhereTheServerIsForOthers() {
    String issuer = "https://sso.example.org/postern";
    PasswordRules forOthers = with(Map.of("postern.issuer", issuer));
    PasswordRules allowing =
        with(Map.of("postern.issuer", issuer, "postern.allow-demo-on-public-issuer", "true"));

    assertEquals(
        Optional.of("must not be a password of the demo data, which everybody knows"),
        forOthers.objection("carol", "alicepass-demo"));
    assertEquals(Optional.empty(), forOthers.objection("alice", "alicepass-demo2"));
    assertEquals(Optional.empty(), allowing.objection("alice", "alicepass-demo"));
  }
}
