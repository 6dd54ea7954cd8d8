package org.postern.admin.user;

import java.util.Optional;
import java.util.regex.Pattern;
import org.postern.admin.client.SecretGrace;
import org.postern.admin.common.Problems;
import org.postern.admin.common.TextRules;
import org.postern.user.Username;

/** The rules for users, which need no database. */
public final class UserRules {

  private static final Pattern SUBJECT = Pattern.compile("user:[A-Za-z0-9_-]{22}");

  private UserRules() {}

  /** Converts a user name to its RFC 8265 form; empty after adding a problem. */
  public static Optional<String> prepareUsername(Problems problems, String pointer, String raw) {
    Optional<String> prepared = Username.prepare(raw);
    if (prepared.isEmpty()) {
      problems.add(
          pointer,
          "must be a user name as RFC 8265 allows it: 1 to "
              + Username.MAX_LENGTH
              + " letters, digits and ASCII signs, without space");
    }
    prepared.ifPresent(name -> TextRules.checkPathSegment(problems, pointer, name));
    return prepared;
  }

  /**
   * Tells whether a typed user name is another spelling of a stored one.
   *
   * @param username the stored name, in its RFC 8265 form
   */
  public static boolean isNameOf(String typed, String username) {
    return Username.prepare(typed).equals(Optional.of(username));
  }

  public static void checkSubject(Problems problems, String pointer, String subject) {
    // Only the form that Postern creates is allowed, so that it differs from the subject of every
    // client.
    if (!SUBJECT.matcher(subject).matches()) {
      problems.add(pointer, "must be a subject as an export has it, user: and 22 characters");
    }
  }

  public static void check(Problems problems, UserChange change) {
    change.values().check(problems, UserSetting.ALL);
    SecretGrace.check(problems, change.secretGrace());
  }
}
