package org.postern.admin.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Batches;
import org.postern.admin.common.JsonForms;
import org.postern.admin.common.JsonText;
import org.postern.admin.common.StepUp;
import org.postern.admin.common.UseCases;
import org.postern.admin.scope.ScopeDetails;
import org.postern.admin.user.UserDetails;
import org.postern.audit.AuditTrail;
import org.postern.audit.Change.ConfigurationExported;
import org.postern.crypto.ServerKeys;
import org.postern.entity.Client;
import org.postern.entity.ClientSecret;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.entity.DefinedScope;
import org.postern.entity.User;
import org.postern.store.ClientListStore;
import org.postern.store.ClientStore;
import org.postern.store.ScopeStore;
import org.postern.store.UserStore;

/**
 * Writes the whole configuration as an import file, with hashes in place of secrets and passwords.
 * The order is fixed, so that equal configurations give equal bytes.
 */
@UseCases
@ApplicationScoped
public class ExportAdministration {

  private final ScopeStore scopes;
  private final UserStore users;
  private final ClientStore clients;
  private final ClientListStore lists;
  private final ServerKeys keys;
  private final StepUp stepUp;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected ExportAdministration() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  ExportAdministration(
      ScopeStore scopes,
      UserStore users,
      ClientStore clients,
      ClientListStore lists,
      ServerKeys keys,
      StepUp stepUp,
      AuditTrail audit) {
    this.scopes = scopes;
    this.users = users;
    this.clients = clients;
    this.lists = lists;
    this.keys = keys;
    this.stepUp = stepUp;
    this.audit = audit;
  }

  /**
   * Exports the configuration as JSON, with one member on each line. Built-in scopes are left out,
   * because every server has them. Tokens, and data that only tokens need, are left out too.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, LOGIN_TOO_OLD if
   *     the login is too old
   */
  @Transactional
  public String export(Actor actor) {
    actor.requireAdministrator();
    stepUp.require(actor);
    audit.changed(actor.author(), new ConfigurationExported());
    List<User> allUsers = users.findAll();
    Map<Long, String> usernames =
        allUsers.stream().collect(Collectors.toMap(User::id, User::username));
    JsonObjectBuilder json =
        JsonForms.JSON
            .createObjectBuilder()
            .add("version", ImportReader.VERSION)
            .add("key_fingerprint", keys.fingerprint())
            .add("scopes", scopes())
            .add("users", sorted(allUsers, User::username, ExportAdministration::form))
            .add("clients", clients(usernames));
    List<String> retired = clients.findRetired().stream().sorted().toList();
    if (!retired.isEmpty()) {
      json.add(ImportReader.RETIRED_CLIENT_IDS, JsonForms.JSON.createArrayBuilder(retired));
    }
    return JsonText.of(json.build());
  }

  // Sort in Java, because databases order texts differently.
  private static <T> JsonArrayBuilder sorted(
      List<T> rows, Function<T, String> name, Function<T, JsonObject> form) {
    JsonArrayBuilder array = JsonForms.JSON.createArrayBuilder();
    rows.stream().sorted(Comparator.comparing(name)).map(form).forEach(array::add);
    return array;
  }

  private JsonArrayBuilder scopes() {
    List<DefinedScope> defined =
        scopes.findAll().stream().filter(scope -> !scope.isBuiltIn()).toList();
    return sorted(defined, DefinedScope::name, scope -> ScopeDetails.of(scope).toJson());
  }

  private static JsonObject form(User user) {
    JsonObjectBuilder json =
        JsonForms.JSON
            .createObjectBuilder(UserDetails.of(user).toJson())
            .add("subject", user.subject());
    if (user.passwordHash() != null) {
      json.add("password_hash", user.passwordHash());
    }
    if (user.hasOneTimePassword()) {
      json.add("must_change_password", true);
      user.passwordExpires().ifPresent(time -> json.add("password_expires", seconds(time)));
    }
    return json.build();
  }

  private JsonArrayBuilder clients(Map<Long, String> usernames) {
    List<Client> all =
        lists.findAll().stream()
            .sorted(Comparator.comparing(client -> client.clientId().value()))
            .toList();
    JsonArrayBuilder array = JsonForms.JSON.createArrayBuilder();
    for (List<Client> batch : Batches.of(all)) {
      List<Long> ids = batch.stream().map(Client::id).toList();
      Map<Long, ClientSettings> settings = lists.findSettings(batch);
      Map<Long, List<ClientSecret>> secrets = clients.findSecrets(ids);
      Map<Long, List<Long>> assigned = clients.findAssignedUsers(ids);
      for (Client client : batch) {
        array.add(
            form(
                client,
                settings.get(client.id()),
                secrets.getOrDefault(client.id(), List.of()),
                assigned.getOrDefault(client.id(), List.of()).stream()
                    .map(usernames::get)
                    .filter(Objects::nonNull)
                    .toList(),
                usernames));
      }
    }
    return array;
  }

  private static JsonObject form(
      Client client,
      ClientSettings settings,
      List<ClientSecret> secrets,
      List<String> assigned,
      Map<Long, String> usernames) {
    Optional<String> owner = Optional.ofNullable(settings.ownerId()).map(usernames::get);
    JsonObjectBuilder json =
        JsonForms.JSON.createObjectBuilder(
            ClientDetails.of(client.clientId(), settings, owner).toJson());
    if (settings.type() == ClientType.CONFIDENTIAL) {
      json.add("secrets", sorted(secrets, ClientSecret::label, ExportAdministration::form));
    }
    return json.add("users", JsonForms.JSON.createArrayBuilder(assigned.stream().sorted().toList()))
        .build();
  }

  private static JsonObject form(ClientSecret secret) {
    JsonObjectBuilder json =
        JsonForms.JSON
            .createObjectBuilder()
            .add("label", secret.label())
            .add("hash", secret.secretHash())
            .add("weak", secret.isWeak())
            .add("created", seconds(secret.created()));
    secret.expires().ifPresent(time -> json.add("expires", seconds(time)));
    secret.reviewSince().ifPresent(time -> json.add("review", seconds(time)));
    return json.build();
  }

  // An import reads times in whole seconds.
  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
