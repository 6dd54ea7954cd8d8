package org.postern.admin.transfer;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientRules;
import org.postern.admin.client.HashedSecret;
import org.postern.admin.client.NewSecret;
import org.postern.admin.client.SecretRules;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.JsonMembers;
import org.postern.admin.common.JsonTree;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.admin.common.Times;
import org.postern.admin.common.Variables;
import org.postern.admin.scope.ScopeChange;
import org.postern.admin.scope.ScopeRules;
import org.postern.admin.transfer.ImportContent.ClientPart;
import org.postern.admin.transfer.ImportContent.ScopePart;
import org.postern.admin.transfer.ImportContent.UserPart;
import org.postern.admin.user.PasswordPreparation;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserRules;
import org.postern.oauth.GrantCatalogue;

/**
 * Reads an import file of version 1. It finds every problem that can be found without the database.
 * Unknown members are refused, so that a misspelt member is not treated as a missing one.
 */
final class ImportReader {

  /** The version of the file format that is read and written. */
  static final int VERSION = 1;

  /** Reads the identifiers of deleted clients. */
  static final String RETIRED_CLIENT_IDS = "retired_client_ids";

  private static final List<String> LISTS = List.of("scopes", "users", "clients");

  private final Problems problems = new Problems();
  private final Variables variables;
  private final PasswordPreparation passwords;
  private final GrantCatalogue catalogue;

  private ImportReader(
      Variables variables, PasswordPreparation passwords, GrantCatalogue catalogue) {
    this.variables = variables;
    this.passwords = passwords;
    this.catalogue = catalogue;
  }

  /**
   * Reads the text of a file.
   *
   * @param environment returns the value of a variable
   * @param passwords checks the passwords in the file
   * @param catalogue the grants of this server
   * @throws AdministrationException INVALID with all problems
   */
  static ImportContent read(
      String text,
      Function<String, Optional<String>> environment,
      PasswordPreparation passwords,
      GrantCatalogue catalogue) {
    return read(text, new Variables(environment), passwords, catalogue);
  }

  /** Reads the text of a file with these variables, which may be none. */
  static ImportContent read(
      String text, Variables variables, PasswordPreparation passwords, GrantCatalogue catalogue) {
    return new ImportReader(variables, passwords, catalogue).read(text);
  }

  private ImportContent read(String text) {
    Optional<JsonValue> root = JsonTree.read(problems, "", text, JsonTree.MAX_VALUES_OF_IMPORT);
    if (root.isPresent() && !(root.get() instanceof JsonObject)) {
      problems.add("", "must be an object");
    }
    JsonObject object =
        root.filter(JsonObject.class::isInstance)
            .map(JsonValue::asJsonObject)
            .orElseThrow(problems::toException);
    JsonMembers members = new JsonMembers(object, "", variables, problems);
    members.requireNumber("version", VERSION);
    boolean overwriteSecrets = members.bool("overwrite_secrets").orElse(false);
    Optional<String> keyFingerprint = members.text("key_fingerprint");
    boolean complete = LISTS.stream().allMatch(members::has);
    List<ScopePart> scopes = scopes(members.objects("scopes"));
    List<UserPart> users = users(members.objects("users"));
    List<ClientPart> clients = clients(members.objects("clients"));
    List<String> retiredClientIds = retiredClientIds(members);
    members.refuseOthers();
    problems.requireNone();
    return new ImportContent(
        overwriteSecrets,
        keyFingerprint,
        complete,
        scopes,
        users,
        clients,
        retiredClientIds,
        variables.used());
  }

  private List<String> retiredClientIds(JsonMembers members) {
    List<String> texts = members.texts(RETIRED_CLIENT_IDS).orElse(List.of());
    for (int i = 0; i < texts.size(); i++) {
      ClientRules.checkClientId(
          problems, Problem.pointer(members.pointer(RETIRED_CLIENT_IDS), i), texts.get(i));
    }
    return texts;
  }

  private List<ScopePart> scopes(List<JsonMembers> objects) {
    List<ScopePart> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonMembers scope : objects) {
      Optional<String> name = scope.requiredText("name");
      ScopeChange change = ScopeChange.read(scope);
      scope.refuseOthers();
      name.ifPresent(text -> ScopeRules.checkName(problems, scope.pointer("name"), text));
      checkRepeat(problems, scope.pointer("name"), name, names);
      scope.check(found -> ScopeRules.check(found, change));
      name.ifPresent(text -> parts.add(new ScopePart(scope.pointer(), text, change)));
    }
    return parts;
  }

  private List<UserPart> users(List<JsonMembers> objects) {
    List<UserPart> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonMembers user : objects) {
      Optional<String> username =
          user.requiredText("username")
              .flatMap(raw -> UserRules.prepareUsername(problems, user.pointer("username"), raw));
      Optional<String> password = user.text("password");
      boolean mustChange = user.bool("must_change_password").orElse(false);
      Optional<Instant> expires = user.instant("password_expires");
      UserChange change = UserChange.read(user);
      Optional<String> hash = user.text("password_hash");
      Optional<String> subject = user.text("subject");
      user.refuseOthers();
      password.ifPresent(
          raw -> passwords.check(problems, user.pointer("password"), username.orElse(""), raw));
      if (expires.isPresent() && !mustChange) {
        problems.add(
            user.pointer("password_expires"), "must not be there without must_change_password");
      }
      expires
          .filter(time -> !Times.isAllowed(time))
          .ifPresent(
              time ->
                  problems.add(
                      user.pointer("password_expires"),
                      "must lie between the years 1970 and 9999"));
      checkRepeat(problems, user.pointer("username"), username, names);
      user.check(found -> UserRules.check(found, change));
      if (password.isPresent() && hash.isPresent()) {
        problems.add(user.pointer("password_hash"), "must not be there beside password");
      }
      hash.ifPresent(text -> passwords.checkHash(problems, user.pointer("password_hash"), text));
      subject.ifPresent(text -> UserRules.checkSubject(problems, user.pointer("subject"), text));
      username.ifPresent(
          name ->
              parts.add(
                  new UserPart(
                      user.pointer(), name, change, password, mustChange, expires, hash, subject)));
    }
    return parts;
  }

  private List<ClientPart> clients(List<JsonMembers> objects) {
    List<ClientPart> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonMembers client : objects) {
      Optional<String> clientId = client.requiredText("client_id");
      Optional<List<NewSecret>> secrets = secrets(client);
      ClientChange change = ClientChange.read(client);
      Optional<List<String>> users = client.texts("users");
      client.refuseOthers();
      clientId.ifPresent(
          text -> ClientRules.checkClientId(problems, client.pointer("client_id"), text));
      checkRepeat(problems, client.pointer("client_id"), clientId, names);
      client.check(found -> ClientRules.check(found, change, catalogue));
      clientId.ifPresent(
          text -> parts.add(new ClientPart(client.pointer(), text, change, secrets, users)));
    }
    return parts;
  }

  private Optional<List<NewSecret>> secrets(JsonMembers client) {
    if (client.has("client_secret")) {
      if (client.has("secrets")) {
        problems.add(client.pointer("client_secret"), "must not be there beside secrets");
      }
      Optional<String> value = client.text("client_secret");
      value.ifPresent(
          text -> SecretRules.checkValue(problems, client.pointer("client_secret"), text));
      client.objects("secrets");
      return value.map(
          text -> List.of(new NewSecret(SecretRules.DEFAULT_LABEL, text, Optional.empty())));
    }
    if (!client.has("secrets")) {
      return Optional.empty();
    }
    List<NewSecret> secrets = new ArrayList<>();
    for (JsonMembers secret : client.objects("secrets")) {
      String label = secret.text("label").orElse(SecretRules.DEFAULT_LABEL);
      Optional<Instant> expires = secret.instant("expires");
      if (secret.has("hash")) {
        hashed(secret)
            .ifPresent(hash -> secrets.add(new NewSecret(label, "", expires, Optional.of(hash))));
      } else {
        secret
            .requiredText("value")
            .ifPresent(text -> secrets.add(new NewSecret(label, text, expires)));
      }
      secret.refuseOthers();
    }
    client.check(found -> SecretRules.check(found, secrets));
    return Optional.of(secrets);
  }

  // Reads the members of a secret that replace its value.
  private static Optional<HashedSecret> hashed(JsonMembers secret) {
    Optional<String> hash = secret.requiredText("hash");
    Optional<Boolean> weak = secret.requiredBool("weak");
    Optional<Instant> created = secret.requiredInstant("created");
    Optional<Instant> review = secret.instant("review");
    return hash.isPresent() && weak.isPresent() && created.isPresent()
        ? Optional.of(new HashedSecret(hash.get(), weak.get(), created.get(), review))
        : Optional.empty();
  }

  private static void checkRepeat(
      Problems problems, String pointer, Optional<String> name, Set<String> names) {
    if (name.isPresent() && !names.add(name.get())) {
      problems.add(pointer, "is in this file more than once");
    }
  }
}
