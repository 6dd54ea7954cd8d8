package org.postern.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an import file says, its variables filled in. Each part knows the JSON pointer of where it
 * stands. Lists that the file leaves out are empty.
 *
 * @param overwriteSecrets whether secrets and passwords are also set on clients and users that
 *     exist
 * @param keyFingerprint of the key that the hashes of secrets were made under
 * @param complete whether the file has all of its lists
 * @param scopes to be created or changed
 * @param users to be created or changed
 * @param clients to be created or changed
 * @param retiredClientIds identifiers of clients that were deleted elsewhere or before
 * @param variables what was filled in, which is a part of the content
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

  /** A scope. */
  record ScopePart(String pointer, String name, ScopeChange change) {}

  /**
   * A user.
   *
   * @param username in its RFC 8265 form
   * @param password as it stands in the file
   * @param mustChangePassword whether the password is good for nothing but setting another
   * @param passwordExpires when such a password stops working; empty for never
   * @param passwordHash what is stored of it, in the place of the password
   * @param subject what tokens call the user; empty for a new one
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

    /** Masks the password. */
    @Override
    public String toString() {
      return "UserPart[" + username + "]";
    }
  }

  /**
   * A client.
   *
   * @param secrets empty if the file names none
   * @param users the users assigned to it; empty if the file leaves them out
   */
  record ClientPart(
      String pointer,
      String clientId,
      ClientChange change,
      Optional<List<NewSecret>> secrets,
      Optional<List<String>> users) {}

  /** How many scopes, users and clients there are. */
  int parts() {
    return scopes.size() + users.size() + clients.size();
  }

  /** Whether its passwords and secrets are compared with those that are stored. */
  boolean comparesSecrets() {
    return overwriteSecrets
        && (users.stream()
                .anyMatch(user -> user.password().isPresent() || user.passwordHash().isPresent())
            || clients.stream().anyMatch(client -> client.secrets().isPresent()));
  }

  /** Where the first secret stands that is given as a hash; empty if none is. */
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
