package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.admin.common.Stored;
import org.postern.audit.AuditTrail;
import org.postern.audit.BeforeAndAfter;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.FactKind;
import org.postern.config.Clock;
import org.postern.crypto.SecretHash;
import org.postern.entity.Client;
import org.postern.entity.ClientSecret;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.user.PublishedCredentials;

/** Changes the secrets of clients, in the transaction of its caller. */
@ApplicationScoped
public class ClientSecrets {

  /** How far in the past a new expiry may be, because clocks may be slow and requests late. */
  private static final Duration NOW = Duration.ofMinutes(5);

  private final ClientStore clients;
  private final LockedRows rows;
  private final ClientRights rights;
  private final ClientStepUp stepUp;
  private final SecretHash secretHash;
  private final PublishedCredentials published;
  private final AuditTrail audit;
  private final Clock clock;

  /** For the proxy only. */
  protected ClientSecrets() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public ClientSecrets(
      ClientStore clients,
      LockedRows rows,
      ClientRights rights,
      ClientStepUp stepUp,
      SecretHash secretHash,
      PublishedCredentials published,
      AuditTrail audit,
      Clock clock) {
    this.clients = clients;
    this.rows = rows;
    this.rights = rights;
    this.stepUp = stepUp;
    this.secretHash = secretHash;
    this.published = published;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Adds one more secret.
   *
   * @param chosen whether the actor chose the value, to whom the answer then tells whether the
   *     client has it already
   */
  SecretDetails add(Actor actor, ClientId clientId, NewSecret secret, boolean chosen) {
    Client client = rights.requireChangeable(actor, clientId);
    if (chosen) {
      stepUp.require(actor);
    }
    stepUp.requireForUseOf(actor, client.settings());
    return add(actor, client, secret);
  }

  /** Adds a secret to a locked client that the actor may change. */
  SecretDetails add(Actor actor, Client client, NewSecret secret) {
    Problems problems = new Problems();
    SecretRules.checkType(problems, client.type(), List.of(secret));
    SecretRules.check(problems, "", secret);
    checkNew(actor, problems, "", secret);
    problems.requireNone();
    String hash = secretHash.hash(client.clientId(), secret.value());
    List<ClientSecret> others = clients.findSecrets(client.id());
    if (others.size() >= RegisteredClient.MAX_SECRETS) {
      throw AdministrationException.conflict(
          "", "the client has " + RegisteredClient.MAX_SECRETS + " secrets, which is the most");
    }
    for (ClientSecret other : others) {
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

  /**
   * Refuses new secrets of the member {@code secrets} that everybody knows, or that have expired
   * already. An import file may contain expired secrets, because it describes an earlier state.
   */
  void checkNew(Actor actor, Problems problems, List<NewSecret> newSecrets) {
    for (int i = 0; i < newSecrets.size(); i++) {
      checkNew(actor, problems, Problem.pointer("/secrets", i), newSecrets.get(i));
    }
  }

  private void checkNew(Actor actor, Problems problems, String pointer, NewSecret secret) {
    if (secret.hashed().isEmpty() && published.contains(secret.value())) {
      problems.add(
          pointer + "/value", "must not be a secret of the demo data, which everybody knows");
    }
    if (!actor.isImporting() && !isUsable(secret.expires())) {
      problems.add(pointer + "/expires", "must lie in the future");
    }
  }

  /**
   * Refuses two secrets of the member {@code secrets} with one value, also if one is given by its
   * hash: ending one of them would leave the other. Refuses the hash of a secret that everybody
   * knows.
   */
  void requireGood(ClientId clientId, List<NewSecret> wanted) {
    Problems problems = new Problems();
    Optional<String> known =
        published.secretOf(clientId).map(value -> secretHash.hash(clientId, value));
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      String hash = hash(clientId, wanted.get(i));
      if (!hashes.add(hash)) {
        problems.add(
            Problem.pointer("/secrets", i), "is the same as another secret of this client");
      }
      if (known.equals(Optional.of(hash))) {
        problems.add(
            Problem.pointer("/secrets", i),
            "must not be a secret of the demo data, which everybody knows");
      }
    }
    problems.requireNone();
  }

  /** Stores secrets that were checked. The client must not have any of their labels. */
  void add(Actor actor, Client client, List<NewSecret> secrets) {
    for (NewSecret secret : secrets) {
      add(actor, client, secret, hash(client.clientId(), secret));
    }
  }

  private String hash(ClientId clientId, NewSecret secret) {
    return secret
        .hashed()
        .map(HashedSecret::hash)
        .orElseGet(() -> secretHash.hash(clientId, secret.value()));
  }

  private SecretDetails add(Actor actor, Client client, NewSecret secret, String hash) {
    Instant now = clock.now();
    ClientSecret added =
        new ClientSecret(
            client.id(),
            secret.label(),
            hash,
            secret
                .hashed()
                .map(HashedSecret::weak)
                .orElseGet(() -> SecretHash.isWeak(secret.value())),
            secret.expires().orElse(null),
            secret.hashed().map(HashedSecret::created).orElse(now));
    secret.hashed().flatMap(HashedSecret::review).ifPresent(added::markAs);
    clients.addSecret(added);
    client.touch(now);
    SecretDetails details = SecretDetails.of(added);
    write(actor, FactKind.CLIENT_SECRET_ADDED, client, BeforeAndAfter.created(details));
    return details;
  }

  /**
   * Changes label and expiry of a secret. The last secret that works is ended only if {@code
   * evenLast} is set.
   */
  Stored<SecretDetails> change(
      Actor actor,
      ClientId clientId,
      String label,
      Precondition precondition,
      SecretChange change,
      boolean evenLast) {
    Client client = rights.requireChangeable(actor, clientId);
    precondition.require(ClientChanges.revision(client));
    ClientSecret secret = require(clients.findSecrets(client.id()), label);
    if (isLonger(secret, change)) {
      stepUp.requireForUseOf(actor, client.settings());
    }
    return change(actor, client, secret, change, evenLast);
  }

  // A secret that works longer, or works again, gives as much as a new one.
  private static boolean isLonger(ClientSecret secret, SecretChange change) {
    return secret
        .expires()
        .filter(
            end -> change.never() || change.expires().filter(time -> time.isAfter(end)).isPresent())
        .isPresent();
  }

  /** Changes a secret of a locked client that the actor may change. */
  Stored<SecretDetails> change(
      Actor actor, Client client, ClientSecret secret, SecretChange change, boolean evenLast) {
    List<ClientSecret> secrets = clients.findSecrets(client.id());
    String label = secret.label();
    String newLabel = change.label().orElse(label);
    Optional<Instant> expires =
        change.never() ? Optional.empty() : change.expires().or(secret::expires);
    Problems problems = new Problems();
    SecretRules.checkLabel(problems, "", newLabel);
    SecretRules.checkExpires(problems, "", expires);
    // A caller ends a secret by setting its expiry to the present time, which has passed when the
    // request arrives. An earlier time is a mistake.
    change
        .expires()
        .filter(time -> time.isBefore(clock.now().minus(NOW)))
        .filter(time -> !Optional.of(time).equals(secret.expires()))
        .ifPresent(
            time ->
                problems.add(
                    "/expires", "must not lie in the past (a secret is ended by deleting it)"));
    problems.requireNone();
    if (!newLabel.equals(label)
        && secrets.stream().anyMatch(other -> other.label().equals(newLabel))) {
      throw AdministrationException.conflict("/label", "is the label of another secret");
    }
    if (!isUsable(expires) || endsSoon(secret, expires)) {
      requireNotLast(actor, secrets, secret, evenLast);
    }
    SecretDetails before = SecretDetails.of(secret);
    boolean reviewed =
        secret.reviewSince().isPresent() && (change.never() || change.expires().isPresent());
    if (reviewed) {
      secret.review();
    }
    if (reviewed || !newLabel.equals(label) || !expires.equals(secret.expires())) {
      secret.change(newLabel, expires.orElse(null));
      client.touch(clock.now());
      write(
          actor,
          FactKind.CLIENT_SECRET_CHANGED,
          client,
          BeforeAndAfter.changed(before, SecretDetails.of(secret)));
    }
    return new Stored<>(SecretDetails.of(secret), ClientChanges.revision(client));
  }

  // An end in some seconds is as good as one now.
  private boolean endsSoon(ClientSecret secret, Optional<Instant> expires) {
    return expires
        .filter(end -> !SecretRules.lasts(Optional.of(end), clock.now()))
        .filter(end -> secret.expires().map(end::isBefore).orElse(true))
        .isPresent();
  }

  private static ClientSecret require(List<ClientSecret> secrets, String label) {
    return secrets.stream()
        .filter(candidate -> candidate.label().equals(label))
        .findFirst()
        .orElseThrow(() -> noSecret(label));
  }

  static AdministrationException noSecret(String label) {
    return AdministrationException.notFound("there is no secret '" + label + "'");
  }

  private void requireNotLast(
      Actor actor, List<ClientSecret> secrets, ClientSecret secret, boolean evenLast) {
    boolean othersWork =
        secrets.stream()
            .filter(other -> other != secret)
            .anyMatch(other -> SecretRules.lasts(other.expires(), clock.now()));
    if (othersWork || !isUsable(secret.expires())) {
      return;
    }
    if (!evenLast) {
      throw AdministrationException.conflict(
          "", "this is the last secret that works (even_last=true ends it all the same)");
    }
    stepUp.require(actor);
  }

  /** Removes a secret. The last secret that works is removed only if {@code evenLast} is set. */
  void remove(
      Actor actor, ClientId clientId, String label, Precondition precondition, boolean evenLast) {
    Client client = rights.requireChangeable(actor, clientId);
    precondition.require(ClientChanges.revision(client));
    List<ClientSecret> secrets = clients.findSecrets(client.id());
    ClientSecret secret = require(secrets, label);
    requireNotLast(actor, secrets, secret, evenLast);
    remove(actor, client, secret);
  }

  private void remove(Actor actor, Client client, ClientSecret secret) {
    SecretDetails before = SecretDetails.of(secret);
    clients.removeSecret(secret);
    client.touch(clock.now());
    write(actor, FactKind.CLIENT_SECRET_REMOVED, client, BeforeAndAfter.deleted(before));
  }

  /** Replaces the secrets of the client. A secret that exists already stays unchanged. */
  public void replace(Actor actor, ClientId clientId, List<NewSecret> wanted) {
    actor.requireAdministrator();
    Client client = rows.requireClient(clientId);
    Problems problems = new Problems();
    SecretRules.check(problems, client.type(), wanted);
    checkNew(actor, problems, wanted);
    problems.requireNone();
    requireGood(clientId, wanted);
    for (ClientSecret secret : clients.findSecrets(client.id())) {
      if (wanted.stream().noneMatch(candidate -> isSame(client, secret, candidate))) {
        remove(actor, client, secret);
      }
    }
    rename(actor, client, wanted);
    // The query also sends the changes to the database, so that their labels can be used again.
    List<ClientSecret> kept = clients.findSecrets(client.id());
    add(
        actor,
        client,
        wanted.stream()
            .filter(
                candidate -> kept.stream().noneMatch(secret -> isSame(client, secret, candidate)))
            .toList());
  }

  // Labels may be exchanged, and no two secrets may have one for a moment. So each gets one that no
  // file can hold first. Each query also sends the changes to the database.
  private void rename(Actor actor, Client client, List<NewSecret> wanted) {
    Map<ClientSecret, SecretDetails> before = new LinkedHashMap<>();
    Map<ClientSecret, String> labels = new LinkedHashMap<>();
    for (ClientSecret secret : clients.findSecrets(client.id())) {
      wanted.stream()
          .filter(candidate -> isSame(client, secret, candidate))
          .map(NewSecret::label)
          .filter(label -> !label.equals(secret.label()))
          .findFirst()
          .ifPresent(
              label -> {
                before.put(secret, SecretDetails.of(secret));
                labels.put(secret, label);
              });
    }
    if (labels.size() > 1) {
      labels.keySet().forEach(secret -> change(secret, "\n" + secret.id()));
      clients.findSecrets(client.id());
    }
    labels.forEach(
        (secret, label) -> {
          change(secret, label);
          client.touch(clock.now());
          write(
              actor,
              FactKind.CLIENT_SECRET_CHANGED,
              client,
              BeforeAndAfter.changed(before.get(secret), SecretDetails.of(secret)));
        });
  }

  private static void change(ClientSecret secret, String label) {
    secret.change(label, secret.expires().orElse(null));
  }

  // An export has whole seconds. No file takes the mark of a secret away, nor gives the secret more
  // time: it may be older than the mark, and who reviews a secret gives it another expiry. So a
  // marked secret is known by its hash alone, whatever label the file gives it.
  private boolean isSame(Client client, ClientSecret secret, NewSecret wanted) {
    Optional<Instant> marked = wanted.hashed().flatMap(HashedSecret::review);
    boolean sameTimes =
        seconds(secret.expires()).equals(seconds(wanted.expires()))
            && seconds(secret.reviewSince()).equals(seconds(marked));
    return (secret.reviewSince().isPresent()
            || (secret.label().equals(wanted.label()) && sameTimes))
        && SecretHash.isEqual(hash(client.clientId(), wanted), secret.secretHash());
  }

  private static Optional<Instant> seconds(Optional<Instant> time) {
    return time.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
  }

  boolean isUsable(Optional<Instant> expires) {
    return expires.isEmpty() || clock.now().isBefore(expires.get());
  }

  private void write(Actor actor, FactKind kind, Client client, BeforeAndAfter values) {
    audit.changed(actor.author(), new ClientChanged(kind, client.clientId(), values));
  }
}
