package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.postern.config.PosternConfig;

/**
 * The rules for a new password: it must be long enough and not easy to guess, and may have any
 * characters. NIST SP 800-63B §5.1.1.2. The rules are never applied to an existing password.
 */
@ApplicationScoped
public class PasswordRules {

  /** The shortest user name, in characters, that is searched in a password. */
  private static final int SHORTEST_NAME = 3;

  /** How many code points a password must have beside the user name. */
  private static final int BESIDE_NAME = 8;

  private final int least;
  private final int most;
  private final PublishedCredentials published;

  /** For the proxy only. */
  protected PasswordRules() {
    least = 0;
    most = 0;
    published = null;
  }

  @Inject
  public PasswordRules(PosternConfig config) {
    least = config.passwordMinLength();
    most = config.passwordMaxLength();
    published = new PublishedCredentials(config);
  }

  /**
   * Returns what is wrong with a new password; empty if it may be set.
   *
   * @param username the user name in its RFC 8265 form
   * @param raw the password as it was typed
   */
  public Optional<String> objection(String username, String raw) {
    Optional<String> prepared = Passwords.prepare(raw);
    int length = length(prepared.orElse(raw));
    if (length < least || length > most) {
      return Optional.of("must have " + least + " to " + most + " characters");
    }
    if (prepared.isEmpty()) {
      return Optional.of("must be a password as RFC 8265 allows it: no control characters");
    }
    if (published.contains(prepared.get())) {
      return Optional.of("must not be a password of the demo data, which everybody knows");
    }
    String folded = prepared.get().toLowerCase(Locale.ROOT);
    if (isRepeated(folded) || isSequence(folded) || CommonPasswords.contains(folded)) {
      return Optional.of("must not be a common password, one part repeated, or a sequence");
    }
    if (username.length() >= SHORTEST_NAME
        && folded.contains(username)
        && length(folded.replace(username, "")) < BESIDE_NAME) {
      return Optional.of(
          "must have at least " + BESIDE_NAME + " characters beside the user's own name");
    }
    return Optional.empty();
  }

  /** The password that the user of this name has in the demo data; empty if it may be chosen. */
  public Optional<String> publishedPasswordOf(String username) {
    return published.passwordOf(username);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  // A text repeats a part of itself exactly if it occurs inside its own doubling at another place
  // than the two ends.
  private static boolean isRepeated(String text) {
    return (text + text).indexOf(text, 1) < text.length();
  }

  // In a sequence, each character is one more or one less than the one before, and 0 follows 9.
  private static boolean isSequence(String text) {
    return isSequence(text, "90") || isSequence(new StringBuilder(text).reverse().toString(), "90");
  }

  private static boolean isSequence(String text, String round) {
    for (int i = 1; i < text.length(); i++) {
      boolean next = text.charAt(i) == text.charAt(i - 1) + 1;
      if (!next && !text.startsWith(round, i - 1)) {
        return false;
      }
    }
    return true;
  }
}
