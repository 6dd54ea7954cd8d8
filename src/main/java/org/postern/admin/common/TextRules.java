package org.postern.admin.common;

import java.util.List;
import java.util.regex.Pattern;
import org.postern.oauth.Scope;

/** The rules for texts that people choose. */
public final class TextRules {

  /** The longest name of a client or a user, in characters. */
  public static final int MAX_NAME_LENGTH = 200;

  /** The longest description, in characters. */
  public static final int MAX_DESCRIPTION_LENGTH = 2_000;

  /** The longest e-mail address, in characters. RFC 5321 §4.5.3.1.3. */
  static final int MAX_EMAIL_LENGTH = 254;

  /** The longest text of all roles together, in characters. */
  static final int MAX_ROLES_LENGTH = 2_000;

  // Matches control characters, line and paragraph separators, and halves of a surrogate pair.
  private static final Pattern NOT_ALLOWED = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");
  // The form of ids that Postern creates. Other texts are not sent to the database, because
  // PostgreSQL refuses a text with U+0000.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private TextRules() {}

  /** Checks that a text has this many characters and no control characters. */
  public static void checkLine(
      Problems problems, String pointer, String text, int least, int most) {
    if (text.length() < least || text.length() > most) {
      problems.add(pointer, "must have " + least + " to " + most + " characters");
    } else if (NOT_ALLOWED.matcher(text).find()) {
      problems.add(pointer, "must not contain control characters");
    }
  }

  /**
   * Checks a name that is used as a segment of a path below {@code api/admin}. It must not be
   * {@code .} or {@code ..}, because many programs remove these from a path, even in encoded form.
   * RFC 3986 §5.2.4.
   */
  public static void checkPathSegment(Problems problems, String pointer, String name) {
    if (name.equals(".") || name.equals("..")) {
      problems.add(pointer, "must not be . or .., which cannot be addressed in a URL");
    }
  }

  /** Checks the form of an e-mail address, which may be empty. */
  public static void checkEmail(Problems problems, String pointer, String text) {
    checkLine(problems, pointer, text, 0, MAX_EMAIL_LENGTH);
    if (!text.isEmpty() && !EMAIL.matcher(text).matches()) {
      problems.add(pointer, "must be an e-mail address, or empty");
    }
  }

  /** Checks role names, which have the grammar of scope tokens. */
  public static void checkRoles(Problems problems, String pointer, List<String> roles) {
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

  /** Tells whether a text can be the id of a token, a family or a line of the audit trail. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
