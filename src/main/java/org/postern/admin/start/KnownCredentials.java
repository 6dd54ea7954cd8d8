package org.postern.admin.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.postern.admin.common.JsonForms;
import org.postern.admin.user.PasswordPreparation;
import org.postern.crypto.SecretHash;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/** Checks whether passwords and secrets that everybody knows from a published file are in use. */
@ApplicationScoped
public class KnownCredentials {

  private final UserStore users;
  private final ClientStore clients;
  private final SecretHash secretHash;
  private final PasswordPreparation passwords;

  /** For the proxy only. */
  protected KnownCredentials() {
    this(null, null, null, null);
  }

  @Inject
  public KnownCredentials(
      UserStore users, ClientStore clients, SecretHash secretHash, PasswordPreparation passwords) {
    this.users = users;
    this.clients = clients;
    this.secretHash = secretHash;
    this.passwords = passwords;
  }

  /**
   * Finds the users and clients that have a password or secret of this content. It hashes once for
   * each existing user, so it must be called outside a transaction. The rules for new passwords are
   * not applied, because an existing password may break them. Disabled users and clients count:
   * they can be enabled while the server runs.
   *
   * @param text JSON in the form of the demo data: {@code users} with {@code username} and {@code
   *     password}, {@code clients} with {@code client_id} and {@code client_secret}
   * @return names such as {@code user alice}; empty if none of them is in use
   */
  public List<String> findInUse(String text) {
    List<String> found = new ArrayList<>();
    try (JsonReader reader = JsonForms.JSON.createReader(new StringReader(text))) {
      JsonObject content = reader.readObject();
      for (JsonObject user : content.getJsonArray("users").getValuesAs(JsonObject.class)) {
        String username = user.getString("username");
        if (user.containsKey("password") && isInUse(username, user.getString("password"))) {
          found.add("user " + username);
        }
      }
      for (JsonObject client : content.getJsonArray("clients").getValuesAs(JsonObject.class)) {
        ClientId clientId = new ClientId(client.getString("client_id"));
        if (client.containsKey("client_secret")
            && isInUse(clientId, client.getString("client_secret"))) {
          found.add("client " + clientId);
        }
      }
    }
    return found;
  }

  private boolean isInUse(String username, String password) {
    return users
        .findByUsername(username)
        .filter(UserAccount::hasPassword)
        .filter(account -> passwords.matches(password, account.passwordHash()))
        .isPresent();
  }

  private boolean isInUse(ClientId clientId, String secret) {
    String hash = secretHash.hash(clientId, secret);
    return clients
        .findByClientId(clientId)
        .filter(
            client ->
                client.secrets().stream()
                    .anyMatch(stored -> SecretHash.isEqual(hash, stored.hash())))
        .isPresent();
  }
}
