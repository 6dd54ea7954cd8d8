package org.postern.admin.scope;

import java.util.List;
import java.util.function.Predicate;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.admin.common.TextRules;
import org.postern.oauth.Scope;

/** The rules for scopes, which do not read the database themselves. */
public final class ScopeRules {

  /** The prefix of the names of Postern's own scopes. */
  static final String RESERVED_PREFIX = "postern.";

  private ScopeRules() {}

  /** Checks the name of a new scope. RFC 6749 §3.3. */
  public static void checkName(Problems problems, String pointer, String name) {
    if (!Scope.isToken(name)) {
      problems.add(
          pointer,
          "must be a scope token: 1 to "
              + Scope.MAX_TOKEN_LENGTH
              + " printable ASCII characters without space, quotation mark and backslash");
    } else if (name.startsWith(RESERVED_PREFIX)) {
      problems.add(pointer, "must not begin with " + RESERVED_PREFIX + ", which is reserved");
    }
    TextRules.checkPathSegment(problems, pointer, name);
  }

  /** Checks every value of a change that can be checked without other objects. */
  public static void check(Problems problems, ScopeChange change) {
    change.values().check(problems, ScopeSetting.ALL);
  }

  static void checkAudience(Problems problems, String pointer, String text) {
    if (Audience.of(text).isEmpty()) {
      problems.add(pointer, Audience.MESSAGE);
    }
  }

  /** Checks that every resource server is a client. */
  static void checkResourceServers(
      Problems problems, List<String> resourceServers, Predicate<String> isClient) {
    for (int i = 0; i < resourceServers.size(); i++) {
      if (!isClient.test(resourceServers.get(i))) {
        problems.add(
            Problem.pointer("/resource_servers", i),
            "there is no client '" + resourceServers.get(i) + "'");
      }
    }
  }
}
