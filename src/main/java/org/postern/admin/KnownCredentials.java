package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.postern.admin.ImportContent.ClientPart;
import org.postern.admin.ImportContent.UserPart;
import org.postern.crypto.SecretHash;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.UserStore;

/** Finds out whether passwords and secrets that everybody can read in a file are in use here. */
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
   * The users and clients that have a password or secret of this content. Hashes once for each user
   * who exists, so it must be called outside a transaction.
   *
   * @param text JSON, version 1 of the import
   * @return such as {@code user alice}; empty if none of them is in use
   */
  public List<String> findInUse(String text) {
    ImportContent content = ImportReader.read(text, Variables.none(), passwords);
    List<String> found = new ArrayList<>();
    content.users().stream()
        .filter(this::isInUse)
        .forEach(user -> found.add("user " + user.username()));
    content.clients().stream()
        .filter(this::isInUse)
        .forEach(client -> found.add("client " + client.clientId()));
    return found;
  }

  private boolean isInUse(UserPart user) {
    return users
        .findByUsername(user.username())
        .filter(account -> account.enabled() && account.hasPassword())
        .filter(
            account ->
                user.password()
                    .filter(raw -> passwords.matches(raw, account.passwordHash()))
                    .isPresent())
        .isPresent();
  }

  private boolean isInUse(ClientPart part) {
    ClientId clientId = new ClientId(part.clientId());
    return clients
        .findByClientId(clientId)
        .filter(client -> client.settings().enabled())
        .filter(
            client ->
                part.secrets().stream()
                    .flatMap(List::stream)
                    .map(secret -> secretHash.hash(clientId, secret.value()))
                    .anyMatch(
                        hash ->
                            client.secrets().stream()
                                .anyMatch(stored -> SecretHash.isEqual(hash, stored.hash()))))
        .isPresent();
  }
}
