package org.postern.admin.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.NewSecret;
import org.postern.admin.scope.ScopeChange;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.UserChange;

/**
 * The content of an import file, after its variables were replaced. Each part has the JSON pointer
 * of its place in the file. Lists that are missing in the file are empty.
 *
 * @param overwriteSecrets whether secrets and passwords of existing clients and users are replaced
 *     too
 * @param keyFingerprint the fingerprint of the key with which the hashes of secrets were made
 * @param complete whether the file has all lists
 * @param scopes the scopes to create or change
 * @param users the users to create or change
 * @param clients the clients to create or change
 * @param retiredClientIds the identifiers of clients that were deleted before or on another server
 * @param variables the names and values of the replaced variables, which are a part of the content
 */
record ImportContent(
    boolean overwriteSecrets,
    Optional<String> keyFingerprint,
    boolean complete,
    List<ScopePart> scopes,
    List<UserPart> users,
    List<ClientPart> clients,
    List<String> retiredClientIds,
    String variables) {

  /** A scope in the file. */
  record ScopePart(String pointer, String name, ScopeChange change) {}

  /**
   * A user in the file.
   *
   * @param username the user name in its RFC 8265 form
   * @param password the password as it is in the file
   * @param mustChangePassword whether the password is a one-time password, which allows only to set
   *     another password
   * @param passwordExpires when a one-time password stops working; empty for never
   * @param passwordHash the hash of the password, in place of the password
   * @param subject the subject of the user's tokens; empty for a new subject
   */
  record UserPart(
      String pointer,
      String username,
      UserChange change,
      Optional<String> password,
      boolean mustChangePassword,
      Optional<Instant> passwordExpires,
      Optional<String> passwordHash,
      Optional<String> subject) {

    /**
     * The hash of the password, which was checked when the file was read; empty for none.
     *
     * @param hash makes the hash of a password
     */
    Optional<HashedPassword> hashedPassword(Function<String, HashedPassword> hash) {
      return password
          .map(hash)
          .or(() -> passwordHash.map(HashedPassword::new))
          .map(made -> mustChangePassword ? made.oneTime(passwordExpires) : made);
    }

    /** Masks the password. */
    @Override
    public String toString() {
      return "UserPart[" + username + "]";
    }
  }

  /**
   * A client in the file.
   *
   * @param secrets the secrets; empty if the file does not name them
   * @param users the assigned users; empty if the file does not name them
   */
  record ClientPart(
      String pointer,
      String clientId,
      ClientChange change,
      Optional<List<NewSecret>> secrets,
      Optional<List<String>> users) {}

  /** The number of scopes, users and clients. */
  int objects() {
    return scopes.size() + users.size() + clients.size();
  }

  /** The number of secrets, assigned users and identifiers of deleted clients. */
  int details() {
    return retiredClientIds.size()
        + clients.stream()
            .mapToInt(
                client ->
                    client.secrets().map(List::size).orElse(0)
                        + client.users().map(List::size).orElse(0))
            .sum();
  }

  /** Tells whether the import compares passwords or secrets with the stored ones. */
  boolean comparesSecrets() {
    return overwriteSecrets
        && (users.stream()
                .anyMatch(user -> user.password().isPresent() || user.passwordHash().isPresent())
            || clients.stream().anyMatch(client -> client.secrets().isPresent()));
  }

  /** The pointer of the first client that has a secret as a hash; empty if there is none. */
  Optional<String> firstHashedSecret() {
    return clients.stream()
        .filter(
            client ->
                client.secrets().stream()
                    .flatMap(List::stream)
                    .anyMatch(secret -> secret.hashed().isPresent()))
        .map(ClientPart::pointer)
        .findFirst();
  }

  /** Masks the variables. */
  @Override
  public String toString() {
    return "ImportContent[" + scopes + users + clients + "]";
  }
}
