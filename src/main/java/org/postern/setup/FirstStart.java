package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.start.FirstStartAdministration;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.PasswordPreparation;
import org.postern.config.PosternConfig;
import org.postern.crypto.SecureTokens;
import org.postern.store.SetupStore;

/**
 * Creates an administrator if the database is empty and no import or demo data fills it, because
 * there is no default account. A password and a secret that it creates are printed once. The
 * password must be changed at its first use.
 */
@ApplicationScoped
public class FirstStart {

  private static final Logger LOG = Logger.getLogger(FirstStart.class.getName());

  private final PosternConfig config;
  private final SetupStore store;
  private final SecureTokens tokens;
  private final PasswordPreparation passwords;
  private final FirstStartAdministration administration;

  /** For the proxy only. */
  protected FirstStart() {
    this(null, null, null, null, null);
  }

  @Inject
  public FirstStart(
      PosternConfig config,
      SetupStore store,
      SecureTokens tokens,
      PasswordPreparation passwords,
      FirstStartAdministration administration) {
    this.config = config;
    this.store = store;
    this.tokens = tokens;
    this.passwords = passwords;
    this.administration = administration;
  }

  /**
   * Creates the administrator, unless there are users or clients, an import file or demo data.
   *
   * @throws StartUpException if the password or the secret that is configured is not allowed
   */
  public void apply() {
    if (config.importFile().isPresent() || config.demo() || !store.isEmpty()) {
      return;
    }
    String password = config.adminPassword().orElseGet(tokens::newOneTimePassword);
    String secret = config.adminSecret().orElseGet(tokens::newClientSecret);
    if (create(password, secret)) {
      LOG.warning(() -> text(password, secret));
    }
  }

  private boolean create(String password, String secret) {
    try {
      HashedPassword hashed = passwords.prepare(FirstStartAdministration.USERNAME, password);
      return administration.create(hashed, secret);
    } catch (AdministrationException e) {
      throw new StartUpException(
          "The first administrator cannot be made of postern.admin-password and"
              + " postern.admin-secret: "
              + e.getMessage());
    }
  }

  private String text(String password, String secret) {
    String body =
        """
        The database was empty. It now has the administrator USERNAME and the client CLIENT_ID to log in at.
        One-time password: PASSWORD
        Client secret: SECRET
        The password is good for nothing but setting another, of MIN to MAX characters, which comes first: at the
        console, ISSUER/console/, or by

        curl -X PUT ISSUER/api/me/password -H 'Content-Type: application/json' -d '{"old_password": "...", "new_password": "..."}' \\
          -H "Authorization: Bearer $(curl -s -u CLIENT_ID:... ISSUER/oauth2/token -d grant_type=password -d username=USERNAME -d password=... | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')"
        """;
    return body.replace("USERNAME", FirstStartAdministration.USERNAME)
        .replace("CLIENT_ID", FirstStartAdministration.CLIENT_ID)
        .replace("MIN", Integer.toString(config.passwordMinLength()))
        .replace("MAX", Integer.toString(config.passwordMaxLength()))
        .replace("ISSUER", config.issuer().toString())
        .replace("PASSWORD", shown(config.adminPassword().isEmpty(), password, "password"))
        .replace("SECRET", shown(config.adminSecret().isEmpty(), secret, "secret"));
  }

  // A configured value is known to the operator and is not logged.
  private static String shown(boolean made, String value, String setting) {
    return made ? value + " (shown this once)" : "as in postern.admin-" + setting;
  }
}
