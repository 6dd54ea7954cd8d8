package org.postern.admin.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.admin.common.TextRules;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.entity.UserAccess;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;

/** The rules for a client's settings that concern one value each. */
public final class ClientRules {

  /** The longest name of a group, in characters. */
  static final int MAX_GROUP_LENGTH = 255;

  /** How many groups a client can name. */
  static final int MAX_GROUPS = 100;

  /** The message about a wrong grant. */
  static final String GRANT_MESSAGE = "must be client_credentials, password or refresh_token";

  private static final Set<GrantType> GRANTS =
      Set.of(GrantType.CLIENT_CREDENTIALS, GrantType.PASSWORD, GrantType.REFRESH_TOKEN);

  private ClientRules() {}

  /** Checks a client identifier. RFC 6749 appendix A.1. */
  public static void checkClientId(Problems problems, String pointer, String clientId) {
    if (!ClientId.isValid(clientId)) {
      problems.add(
          pointer, "must have 1 to " + ClientId.MAX_LENGTH + " printable ASCII characters");
    }
    TextRules.checkPathSegment(problems, pointer, clientId);
  }

  /** Checks every value of a change that can be checked without other values. */
  public static void check(Problems problems, ClientChange change) {
    change
        .type()
        .filter(text -> type(text).isEmpty())
        .ifPresent(text -> problems.add("/type", "must be confidential or public"));
    change
        .name()
        .ifPresent(
            text -> TextRules.checkLine(problems, "/name", text, 0, TextRules.MAX_NAME_LENGTH));
    change
        .description()
        .ifPresent(
            text ->
                TextRules.checkLine(
                    problems, "/description", text, 0, TextRules.MAX_DESCRIPTION_LENGTH));
    checkGrants(problems, change.grants().orElse(List.of()));
    change
        .userAccess()
        .filter(text -> userAccess(text).isEmpty())
        .ifPresent(text -> problems.add("/user_access", "must be nobody, assigned or everyone"));
    checkGroups(problems, change.userGroups().orElse(List.of()));
    checkLifetime(problems, "/access_token_lifetime", change.accessTokenLifetime());
    checkLifetime(problems, "/user_access_token_lifetime", change.userAccessTokenLifetime());
    checkLifetime(problems, "/refresh_token_lifetime", change.refreshTokenLifetime());
    checkLifetime(problems, "/refresh_token_max_lifetime", change.refreshTokenMaxLifetime());
    checkDuration(
        problems,
        "/replay_window",
        change.replayWindow(),
        Duration.ZERO,
        ClientSettings.MAX_REPLAY_WINDOW);
    SecretGrace.check(problems, change.secretGrace());
  }

  private static void checkGrants(Problems problems, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (grant(names.get(i)).isEmpty()) {
        problems.add(Problem.pointer("/grants", i), GRANT_MESSAGE);
      }
    }
  }

  private static void checkGroups(Problems problems, List<String> names) {
    if (names.size() > MAX_GROUPS) {
      problems.add("/user_groups", "must not be more than " + MAX_GROUPS);
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      TextRules.checkLine(
          problems, Problem.pointer("/user_groups", i), names.get(i), 1, MAX_GROUP_LENGTH);
    }
  }

  private static void checkLifetime(Problems problems, String pointer, Optional<Duration> value) {
    checkDuration(problems, pointer, value, Duration.ofSeconds(1), ClientSettings.MAX_LIFETIME);
  }

  private static void checkDuration(
      Problems problems, String pointer, Optional<Duration> value, Duration least, Duration most) {
    value
        .filter(
            time ->
                !time.equals(time.truncatedTo(ChronoUnit.SECONDS))
                    || time.compareTo(least) < 0
                    || time.compareTo(most) > 0)
        .ifPresent(
            time -> problems.add(pointer, "must be whole seconds from " + least + " to " + most));
  }

  /** Finds the grant with this name; empty if a client cannot be registered for it. */
  static Optional<GrantType> grant(String name) {
    return GRANTS.stream().filter(grant -> grant.value().equals(name)).findFirst();
  }

  static Optional<ClientType> type(String text) {
    return constant(ClientType.values(), ClientType::text, text);
  }

  static Optional<UserAccess> userAccess(String text) {
    return constant(UserAccess.values(), UserAccess::text, text);
  }

  private static <T> Optional<T> constant(T[] values, Function<T, String> form, String text) {
    return Stream.of(values).filter(value -> form.apply(value).equals(text)).findFirst();
  }
}
