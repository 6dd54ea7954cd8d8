package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.audit.AuditTrail;
import org.postern.config.Clock;
import org.postern.crypto.SecretHash;
import org.postern.entity.Client;
import org.postern.entity.ClientSecret;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;

/** Changes the secrets of clients, in the transaction of its caller. */
@ApplicationScoped
class ClientSecrets {

  private final ClientStore clients;
  private final LockedRows rows;
  private final SecretHash secretHash;
  private final AuditTrail audit;
  private final Clock clock;

  /** For the proxy only. */
  protected ClientSecrets() {
    this(null, null, null, null, null);
  }

  @Inject
  ClientSecrets(
      ClientStore clients, LockedRows rows, SecretHash secretHash, AuditTrail audit, Clock clock) {
    this.clients = clients;
    this.rows = rows;
    this.secretHash = secretHash;
    this.audit = audit;
    this.clock = clock;
  }

  SecretDetails add(Actor actor, ClientId clientId, NewSecret secret) {
    actor.requireAdministrator();
    Client client = rows.requireClient(clientId);
    Problems problems = new Problems();
    SecretRules.checkType(problems, client.type(), List.of(secret));
    SecretRules.check(problems, "", secret);
    problems.requireNone();
    String hash = secretHash.hash(clientId, secret.value());
    for (ClientSecret other : clients.findSecrets(client.id())) {
      if (other.label().equals(secret.label())) {
        throw AdministrationException.conflict("/label", "is the label of another secret");
      }
      if (SecretHash.isEqual(hash, other.secretHash())) {
        throw AdministrationException.conflict(
            "/value", "is the same as the secret '" + other.label() + "'");
      }
    }
    return add(actor, client, secret, hash);
  }

  /** Stores secrets that were checked; the client has none of their labels. */
  void add(Actor actor, Client client, List<NewSecret> secrets) {
    for (NewSecret secret : secrets) {
      add(actor, client, secret, secretHash.hash(client.clientId(), secret.value()));
    }
  }

  private SecretDetails add(Actor actor, Client client, NewSecret secret, String hash) {
    Instant now = clock.now();
    ClientSecret added =
        new ClientSecret(
            client.id(),
            secret.label(),
            hash,
            SecretHash.isWeak(secret.value()),
            secret.expires().orElse(null),
            now);
    clients.addSecret(added);
    client.touch(now);
    SecretDetails details = SecretDetails.of(added);
    write(actor, "client.secret_added", client, AuditDetail.created(details.toJson()));
    return details;
  }

  /** Removes a secret; the last usable one only when that is said. */
  void remove(Actor actor, ClientId clientId, String label, boolean evenLast) {
    actor.requireAdministrator();
    Client client = rows.requireClient(clientId);
    List<ClientSecret> secrets = clients.findSecrets(client.id());
    ClientSecret secret =
        secrets.stream()
            .filter(candidate -> candidate.label().equals(label))
            .findFirst()
            .orElseThrow(
                () -> AdministrationException.notFound("there is no secret '" + label + "'"));
    boolean othersWork =
        secrets.stream().anyMatch(other -> !other.label().equals(label) && isUsable(other));
    if (!othersWork && isUsable(secret) && !evenLast) {
      throw AdministrationException.conflict("", "this is the last secret that works");
    }
    remove(actor, client, secret);
  }

  private void remove(Actor actor, Client client, ClientSecret secret) {
    String before = AuditDetail.deleted(SecretDetails.of(secret).toJson());
    clients.removeSecret(secret);
    client.touch(clock.now());
    write(actor, "client.secret_removed", client, before);
  }

  /** Makes these the secrets of the client; a secret that is there already stays as it is. */
  void replace(Actor actor, ClientId clientId, List<NewSecret> wanted) {
    actor.requireAdministrator();
    Client client = rows.requireClient(clientId);
    Problems problems = new Problems();
    SecretRules.check(problems, client.type(), wanted);
    problems.requireNone();
    for (ClientSecret secret : clients.findSecrets(client.id())) {
      if (wanted.stream().noneMatch(candidate -> isSame(client, secret, candidate))) {
        remove(actor, client, secret);
      }
    }
    // The query also sends the removals to the database, which frees their labels.
    List<ClientSecret> kept = clients.findSecrets(client.id());
    add(
        actor,
        client,
        wanted.stream()
            .filter(
                candidate -> kept.stream().noneMatch(secret -> isSame(client, secret, candidate)))
            .toList());
  }

  private boolean isSame(Client client, ClientSecret secret, NewSecret wanted) {
    return secret.label().equals(wanted.label())
        && secret.expires().equals(wanted.expires())
        && secretHash.matches(client.clientId(), wanted.value(), secret.secretHash());
  }

  private boolean isUsable(ClientSecret secret) {
    Optional<Instant> expires = secret.expires();
    return expires.isEmpty() || clock.now().isBefore(expires.get());
  }

  private void write(Actor actor, String kind, Client client, String detail) {
    audit.changed(kind, actor.auditName(), client.clientId().value(), null, detail);
  }
}
