package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.postern.config.PosternConfig;

/**
 * What a new password has to be: long enough and not easy to guess, of whatever characters. NIST SP
 * 800-63B §5.1.1.2. A password that is there already is never asked.
 */
@ApplicationScoped
public class PasswordRules {

  /** Below this a user name is too short to be looked for in a password. */
  private static final int SHORTEST_NAME = 3;

  /** Code points that must be left when the user name is taken out. */
  private static final int BESIDE_NAME = 8;

  private final int least;
  private final int most;

  /** For the proxy only. */
  protected PasswordRules() {
    least = 0;
    most = 0;
  }

  @Inject
  public PasswordRules(PosternConfig config) {
    least = config.passwordMinLength();
    most = config.passwordMaxLength();
  }

  /**
   * What is wrong with a new password; empty if it may be set.
   *
   * @param username in its RFC 8265 form
   * @param raw as it was typed
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

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  // A text that is a part of itself written twice, elsewhere than at its ends, repeats something.
  private static boolean isRepeated(String text) {
    return (text + text).indexOf(text, 1) < text.length();
  }

  // Each character one more, or one less, than the one before; the digits go round.
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
