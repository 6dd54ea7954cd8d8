package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.postern.admin.common.Actor;
import org.postern.admin.common.LockedRows;
import org.postern.audit.AuditTrail;
import org.postern.audit.Author;
import org.postern.audit.BeforeAndAfter;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.FactKind;
import org.postern.config.Clock;
import org.postern.entity.Client;
import org.postern.entity.ClientSecret;
import org.postern.entity.ClientSettings;
import org.postern.entity.TokenLifetime;
import org.postern.entity.User;
import org.postern.store.AccessTokenStore;
import org.postern.store.ClientStore;
import org.postern.user.DirectoryUserGone;

/**
 * Marks the secrets of clients that lose their owner, and limits how long they work, because the
 * former owner may know them. A client loses its owner when it gets another owner or none, and when
 * the owner is disabled, may no longer administer clients, or is no longer in the directory. A user
 * who owns clients cannot be deleted. The secrets are changed in the transaction that causes this.
 */
@ApplicationScoped
public class FormerOwners {

  /** The longest time between the look at a secret and the issue of the token that it gives. */
  private static final Duration BEING_ISSUED = Duration.ofMinutes(1);

  private final ClientStore clients;
  private final AccessTokenStore accessTokens;
  private final LockedRows rows;
  private final AuditTrail audit;
  private final Clock clock;

  /** For the proxy only. */
  protected FormerOwners() {
    this(null, null, null, null, null);
  }

  @Inject
  public FormerOwners(
      ClientStore clients,
      AccessTokenStore accessTokens,
      LockedRows rows,
      AuditTrail audit,
      Clock clock) {
    this.clients = clients;
    this.accessTokens = accessTokens;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Handles a client that has lost its owner.
   *
   * @param client the client, which must be locked
   * @param grace how long the secrets of the client go on working; all its tokens end at once if
   *     this is zero, or if one of them would live longer
   */
  public void left(Actor actor, Client client, Duration grace) {
    endSecrets(actor.author(), client, grace);
  }

  /** Handles all clients of a user who is disabled or may no longer administer them. */
  public void left(Actor actor, User owner, Duration grace) {
    endSecrets(actor.author(), owner.id(), grace);
  }

  /** Handles all clients of a user who is no longer in the directory. */
  public void left(@Observes DirectoryUserGone gone) {
    endSecrets(gone.author(), gone.userId(), SecretGrace.DEFAULT);
  }

  private void endSecrets(Author author, long ownerId, Duration grace) {
    clients.changeMany(
        () ->
            // Sorted as everywhere: the order of the database depends on its locale.
            clients.findClientIdsOfOwner(ownerId).stream()
                .sorted()
                .forEach(
                    clientId ->
                        rows.findClient(clientId)
                            .ifPresent(client -> endSecrets(author, client, grace))));
  }

  private void endSecrets(Author author, Client client, Duration grace) {
    Instant now = clock.now();
    List<ClientSecret> working =
        clients.findSecrets(client.id()).stream()
            .filter(secret -> now.isBefore(secret.expires().orElse(Instant.MAX)))
            .toList();
    Instant end = now.plus(grace);
    for (ClientSecret secret : working) {
      SecretDetails before = SecretDetails.of(secret);
      secret.markForReview(now, now.plus(grace));
      end = Collections.min(List.of(end, secret.expires().orElse(end)));
      write(
          author,
          FactKind.CLIENT_SECRET_CHANGED,
          client,
          BeforeAndAfter.changed(before, SecretDetails.of(secret)));
    }
    if (!working.isEmpty()) {
      client.touch(now);
    }
    // A token that was taken for years would outlive the secrets, and may be all that is left.
    if (grace.isZero()
        || wouldOutlive(client, now, end)
        || accessTokens.countLive(client.id(), client.epoch(), end, 1) > 0) {
      client.revokeAll(now);
      write(author, FactKind.CLIENT_TOKENS_REVOKED, client, BeforeAndAfter.NONE);
    }
  }

  // A token that is being issued has no row yet, and its request saw the secret without a mark.
  private static boolean wouldOutlive(Client client, Instant now, Instant end) {
    ClientSettings settings = client.settings();
    Duration longest =
        Collections.max(
            List.of(
                settings.lifetime(TokenLifetime.ACCESS_TOKEN),
                settings.lifetime(TokenLifetime.USER_ACCESS_TOKEN)));
    return now.plus(BEING_ISSUED).plus(longest).isAfter(end);
  }

  private void write(Author author, FactKind kind, Client client, BeforeAndAfter values) {
    audit.changed(author, new ClientChanged(kind, client.clientId(), values));
  }
}
