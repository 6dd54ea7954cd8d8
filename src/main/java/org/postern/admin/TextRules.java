package org.postern.admin;

import java.util.List;
import java.util.regex.Pattern;
import org.postern.oauth.Scope;

/** The rules of texts that people choose. */
final class TextRules {

  /** The longest name of a client or a user, in characters. */
  static final int MAX_NAME_LENGTH = 200;

  /** The longest description, in characters. */
  static final int MAX_DESCRIPTION_LENGTH = 2_000;

  /** The longest e-mail address, in characters. RFC 5321 §4.5.3.1.3. */
  static final int MAX_EMAIL_LENGTH = 254;

  /** The longest form of all roles together, in characters. */
  static final int MAX_ROLES_LENGTH = 2_000;

  // Control characters, line and paragraph separators, halves of a surrogate pair.
  private static final Pattern NOT_ALLOWED = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");
  // What Postern makes itself; PostgreSQL refuses a text with U+0000 altogether.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private TextRules() {}

  /** A line of text of so many characters, without control characters. */
  static void checkLine(Problems problems, String pointer, String text, int least, int most) {
    if (text.length() < least || text.length() > most) {
      problems.add(pointer, "must have " + least + " to " + most + " characters");
    } else if (NOT_ALLOWED.matcher(text).find()) {
      problems.add(pointer, "must not contain control characters");
    }
  }

  /**
   * A name by which something is addressed, as a segment of a path below {@code api/admin}. Many
   * programs take these two out of a path, in their encoded form too. RFC 3986 §5.2.4.
   */
  static void checkPathSegment(Problems problems, String pointer, String name) {
    if (name.equals(".") || name.equals("..")) {
      problems.add(pointer, "must not be . or .., which cannot be addressed in a URL");
    }
  }

  /** An e-mail address, or nothing. Only its form is checked. */
  static void checkEmail(Problems problems, String pointer, String text) {
    checkLine(problems, pointer, text, 0, MAX_EMAIL_LENGTH);
    if (!text.isEmpty() && !EMAIL.matcher(text).matches()) {
      problems.add(pointer, "must be an e-mail address, or empty");
    }
  }

  /** Role names, which have the grammar of scope tokens. */
  static void checkRoles(Problems problems, String pointer, List<String> roles) {
    for (int i = 0; i < roles.size(); i++) {
      if (!Scope.isToken(roles.get(i))) {
        problems.add(
            Problem.pointer(pointer, i),
            "must be a role: 1 to "
                + Scope.MAX_TOKEN_LENGTH
                + " printable ASCII characters without space, quotation mark and backslash");
      }
    }
    if (String.join(" ", roles).length() > MAX_ROLES_LENGTH) {
      problems.add(
          pointer, "must have at most " + MAX_ROLES_LENGTH + " characters in all roles together");
    }
  }

  /** Whether this can be the id of a token, a family or a line of the audit trail. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
