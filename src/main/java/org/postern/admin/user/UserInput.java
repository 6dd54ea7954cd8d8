package org.postern.admin.user;

import java.time.Duration;
import java.util.Optional;
import org.postern.admin.client.SecretGrace;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.JsonBody;

/** Reads users from JSON. */
public final class UserInput {

  private UserInput() {}

  /**
   * A user to create, without a password.
   *
   * @param username the user name in any RFC 8265 form
   * @param change the other values
   */
  public record NewUser(String username, UserChange change) {}

  /**
   * Reads a new user.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static NewUser creation(String text) {
    return JsonBody.read(
        text, user -> new NewUser(user.requiredText("username").orElse(""), UserChange.read(user)));
  }

  /**
   * Reads a merge patch of a user. RFC 7396.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static UserChange patch(String text) {
    return JsonBody.readPatch(
        text,
        UserSetting.DEFAULTS,
        user -> UserChange.read(user).withSecretGrace(user.duration(SecretGrace.MEMBER)));
  }

  /**
   * Reads the lifetime of a one-time password; empty for the default.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static Optional<Duration> lifetime(String text) {
    return JsonBody.read(text, wish -> wish.duration("lifetime"));
  }
}
