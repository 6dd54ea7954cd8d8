package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.UseCases;
import org.postern.config.Clock;
import org.postern.crypto.SecretHash;
import org.postern.crypto.SecureTokens;
import org.postern.entity.Client;
import org.postern.entity.ClientSecret;
import org.postern.oauth.ClientId;
import org.postern.oauth.RefusalReason;
import org.postern.store.ClientStore;
import org.postern.throttle.SecretThrottling;

/**
 * Lets a client change its own secrets. A token alone is not enough, because a thief of a token
 * must not get permanent access to the client. The client must also send a current secret, and
 * guessing is throttled like client authentication.
 */
@UseCases
@ApplicationScoped
public class OwnSecretAdministration {

  /** The scope that a client needs to access its own registration. */
  static final String SCOPE = "client.self";

  private final ClientStore clients;
  private final ClientSecrets secrets;
  private final LockedRows rows;
  private final SecretHash secretHash;
  private final SecureTokens secureTokens;
  private final SecretThrottling throttling;
  private final Clock clock;

  /** For the proxy only. */
  protected OwnSecretAdministration() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  OwnSecretAdministration(
      ClientStore clients,
      ClientSecrets secrets,
      LockedRows rows,
      SecretHash secretHash,
      SecureTokens secureTokens,
      SecretThrottling throttling,
      Clock clock) {
    this.clients = clients;
    this.secrets = secrets;
    this.rows = rows;
    this.secretHash = secretHash;
    this.secureTokens = secureTokens;
    this.throttling = throttling;
    this.clock = clock;
  }

  /**
   * Lists the secrets of the client, the oldest first, without their values.
   *
   * @param actor a client that presents a token with the scope {@code client.self}
   * @throws AdministrationException FORBIDDEN for any other actor, NOT_FOUND if there is no such
   *     client
   */
  @Transactional
  public List<SecretDetails> list(Actor actor) {
    ClientId clientId = requireSelf(actor);
    Client client = clients.findRow(clientId).orElseThrow(() -> LockedRows.noClient(clientId));
    return clients.findSecrets(client.id()).stream().map(SecretDetails::of).toList();
  }

  /**
   * Adds a secret to the client.
   *
   * @param actor a client that presents a token with the scope {@code client.self}
   * @throws AdministrationException NOT_FOUND if there is no such client, FORBIDDEN for any other
   *     actor or if the current secret is wrong, THROTTLED after too many failures of this client
   *     from this source, CONFLICT if the client already has this label or value or the largest
   *     number of secrets, or the current secret is marked for review, INVALID if a rule is broken
   */
  @Transactional
  public MadeSecret rotate(Actor actor, OwnSecret wish) {
    Client client = rows.requireClient(requireSelf(actor));
    ClientSecret current = requireCurrent(client, actor.source(), wish.current());
    // A former owner may know this secret, and must not replace it by one that the new owner does
    // not know.
    if (current.reviewSince().isPresent()) {
      throw AdministrationException.conflict(
          "/current_secret", "is marked for review; the owner of the client has to replace it");
    }
    NewSecret added =
        new NewSecret(
            wish.label().orElseGet(() -> clock.now().toString()),
            wish.value().orElseGet(secureTokens::newClientSecret),
            wish.expires());
    SecretDetails details = secrets.add(actor, client, added);
    if (wish.currentExpires().isPresent()) {
      secrets.change(
          actor,
          client,
          current,
          new SecretChange(Optional.empty(), false, wish.currentExpires()),
          false);
    }
    return new MadeSecret(
        details, wish.value().isPresent() ? Optional.empty() : Optional.of(added.value()));
  }

  private static ClientId requireSelf(Actor actor) {
    actor.requireScope(SCOPE);
    return actor.requireClient();
  }

  private ClientSecret requireCurrent(Client client, String source, String current) {
    String hash = secretHash.hash(client.clientId(), current);
    String clientId = client.clientId().value();
    Optional<ClientSecret> matching =
        clients.findSecrets(client.id()).stream()
            .filter(secret -> SecretHash.isEqual(hash, secret.secretHash()))
            .filter(secret -> secrets.isUsable(secret.expires()))
            .findFirst();
    // A right strong secret is never throttled, because nobody can guess it.
    if (matching.filter(secret -> !secret.isWeak()).isEmpty()) {
      Optional<Duration> retryAfter = throttling.retryAfter(clientId, source);
      if (retryAfter.isPresent()) {
        throw AdministrationException.throttled(retryAfter.get());
      }
    }
    return matching.orElseThrow(
        () -> {
          throttling.failed(clientId, source);
          return AdministrationException.forbidden(
              "/current_secret", "is no secret of this client", RefusalReason.SECRET_WRONG);
        });
  }
}
