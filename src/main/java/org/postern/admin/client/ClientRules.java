package org.postern.admin.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.admin.common.TextRules;
import org.postern.entity.ClientType;
import org.postern.entity.UserAccess;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/** The rules for a client's settings that concern one value each. */
public final class ClientRules {

  /** The longest name of a group, in characters. */
  static final int MAX_GROUP_LENGTH = 255;

  /** How many groups a client can name. */
  static final int MAX_GROUPS = 100;

  private ClientRules() {}

  /** Checks a client identifier. RFC 6749 appendix A.1. */
  public static void checkClientId(Problems problems, String pointer, String clientId) {
    if (!ClientId.isValid(clientId)) {
      problems.add(
          pointer, "must have 1 to " + ClientId.MAX_LENGTH + " printable ASCII characters");
    }
    TextRules.checkPathSegment(problems, pointer, clientId);
  }

  /**
   * Checks every value of a change that can be checked without other values.
   *
   * @param catalogue the grants of this server
   */
  public static void check(Problems problems, ClientChange change, GrantCatalogue catalogue) {
    // The table does not know which grants the server has. They are checked in their place of it.
    int grants = ClientSetting.ALL.indexOf(ClientSetting.GRANTS);
    change.values().check(problems, ClientSetting.ALL.subList(0, grants));
    checkGrants(problems, change.get(ClientSetting.GRANTS).orElse(List.of()), catalogue);
    change
        .values()
        .check(problems, ClientSetting.ALL.subList(grants + 1, ClientSetting.ALL.size()));
    SecretGrace.check(problems, change.secretGrace());
  }

  static void checkType(Problems problems, String pointer, String text) {
    if (type(text).isEmpty()) {
      problems.add(pointer, "must be confidential or public");
    }
  }

  static void checkUserAccess(Problems problems, String pointer, String text) {
    if (userAccess(text).isEmpty()) {
      problems.add(pointer, "must be nobody, assigned or everyone");
    }
  }

  private static void checkGrants(Problems problems, List<String> names, GrantCatalogue catalogue) {
    for (int i = 0; i < names.size(); i++) {
      if (grant(names.get(i), catalogue).isEmpty()) {
        problems.add(Problem.pointer("/grants", i), grantMessage(catalogue));
      }
    }
  }

  static void checkGroups(Problems problems, String pointer, List<String> names) {
    if (names.size() > MAX_GROUPS) {
      problems.add(pointer, "must not be more than " + MAX_GROUPS);
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      TextRules.checkLine(problems, Problem.pointer(pointer, i), names.get(i), 1, MAX_GROUP_LENGTH);
    }
  }

  /** Checks a duration, which must be whole seconds in this range. */
  static void checkDuration(
      Problems problems, String pointer, Duration time, Duration least, Duration most) {
    if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))
        || time.compareTo(least) < 0
        || time.compareTo(most) > 0) {
      problems.add(pointer, "must be whole seconds from " + least + " to " + most);
    }
  }

  /** Returns the scopes of these names; a name that is no scope is a problem. */
  static Scope scopes(ClientSetting.Known known, String pointer, List<String> names) {
    List<String> scopes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (known.scopes().contains(names.get(i))) {
        scopes.add(names.get(i));
      } else {
        known
            .problems()
            .add(Problem.pointer(pointer, i), "there is no scope '" + names.get(i) + "'");
      }
    }
    return Scope.of(scopes);
  }

  /** Finds the grant with this name; empty if a client cannot be registered for it. */
  static Optional<GrantType> grant(String name, GrantCatalogue catalogue) {
    return catalogue.find(name).map(GrantDescription::type);
  }

  /** The message about a wrong grant, which names all right ones. */
  static String grantMessage(GrantCatalogue catalogue) {
    String names = String.join(", ", catalogue.types());
    int last = names.lastIndexOf(", ");
    return last < 0
        ? "must be " + names
        : "must be " + names.substring(0, last) + " or " + names.substring(last + 2);
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
