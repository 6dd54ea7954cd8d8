package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.config.Clock;
import org.postern.crypto.PasswordHash;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenDigest;
import org.postern.store.Assignment;
import org.postern.store.ClientStore;
import org.postern.store.Lookup;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;
import org.postern.throttle.LoginThrottling;
import org.postern.throttle.Suspects;
import org.postern.user.HashingQueue.Rank;
import org.postern.user.HashingQueue.Ticket;

/**
 * Checks a user's password in these steps: throttle, queue, reservation, one hash in every case,
 * and then the rule whether the user may use the client. No transaction is open and no connection
 * is held while hashing. Every wrong attempt costs one hash and gets the same answer.
 */
@ApplicationScoped
public class UserAuthentication {

  private static final Logger LOG = Logger.getLogger(UserAuthentication.class.getName());
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final UserStore users;
  private final ClientStore clients;
  private final PasswordHash passwordHash;
  private final LoginThrottling throttling;
  private final Suspects suspects;
  private final HashingQueue queue;
  private final RehashService rehash;
  private final Clock clock;
  private final DirectoryLogin directory;

  /** For the proxy only. */
  protected UserAuthentication() {
    this(null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public UserAuthentication(
      UserStore users,
      ClientStore clients,
      PasswordHash passwordHash,
      LoginThrottling throttling,
      Suspects suspects,
      HashingQueue queue,
      RehashService rehash,
      Clock clock,
      DirectoryLogin directory) {
    this.users = users;
    this.clients = clients;
    this.passwordHash = passwordHash;
    this.throttling = throttling;
    this.suspects = suspects;
    this.queue = queue;
    this.rehash = rehash;
    this.clock = clock;
    this.directory = directory;
  }

  /**
   * The presented credentials.
   *
   * @param client the client that asks on the user's behalf; empty if the user signs in at Postern
   *     itself
   * @param username the user name as it was received
   * @param password the password as it was received
   * @param source the source of the request: an IPv4 address or an IPv6 network
   */
  public record Attempt(
      Optional<RegisteredClient> client, String username, String password, String source) {

    // The empty text stands for Postern itself, because no client identifier is empty.
    String clientId() {
      return client.map(asking -> asking.clientId().value()).orElse("");
    }

    /** Masks the password. */
    @Override
    public String toString() {
      return "Attempt at '" + clientId() + "'";
    }
  }

  /**
   * A user whose password was right.
   *
   * @param account the account, with its epoch, as it was before the password was checked
   * @param assignment the assignment as it was before the password was checked
   */
  public record VerifiedUser(UserAccount account, Assignment assignment) {}

  /**
   * Checks a password.
   *
   * @param rule a further check of this user at this client, which returns the reason of a refusal
   *     or empty. Its refusal counts and is answered like a wrong password
   * @throws OAuthException InvalidGrant if the user is unknown, the password is wrong or has
   *     expired, or the rule refuses; TemporarilyUnavailable if the limit is reached (429), or the
   *     queue is full or the directory does not answer (503)
   */
  public VerifiedUser authenticate(
      Attempt attempt, Function<VerifiedUser, Optional<RefusalReason>> rule) {
    Optional<String> name =
        Username.prepare(attempt.username())
            .map(directory::withoutDomain)
            .map(typed -> nameOf(attempt, typed));
    // A text that cannot be a user name is counted like the name of no user.
    String counted = name.orElseGet(() -> TokenDigest.of(attempt.username()));
    LoginThrottling.Key key = key(attempt, counted);
    // If the password is not in the database, the directory is asked. This needs no hash and so no
    // place in the queue.
    boolean keptHere =
        !directory.isUsed()
            || name.flatMap(users::findByUsername).filter(UserAccount::hasPassword).isPresent();
    PasswordCheck outcome;
    try {
      outcome = checkInTurn(attempt, key, name, rule, keptHere);
    } catch (OAuthException refusal) {
      // Name the user in the audit trail. Read the same rows for every name, so that timing does
      // not reveal which names exist.
      Lookup<UserAccount> user = name.map(users::lookUp).orElseGet(Lookup::none);
      users.readTheRest(user);
      user.found().ifPresent(account -> refusal.aboutUser(account.username()));
      throw refusal;
    }
    if (outcome.reason().isPresent()) {
      suspects.failed(counted);
      throw refused(outcome);
    }
    return outcome.user().orElseThrow();
  }

  private static LoginThrottling.Key key(Attempt attempt, String name) {
    return new LoginThrottling.Key(name, attempt.clientId(), attempt.source());
  }

  // Check the throttle first, so that a name whose tries are used up does not reach the directory.
  private String nameOf(Attempt attempt, String typed) {
    return directory
        .findKnownName(typed)
        .orElseGet(
            () -> {
              throttling.awaitOpen(key(attempt, typed), System.nanoTime() + MAX_WAIT.toNanos());
              return directory.askName(typed);
            });
  }

  // Waits for the turn, and waits again if other requests have taken the last tries.
  private PasswordCheck checkInTurn(
      Attempt attempt,
      LoginThrottling.Key key,
      Optional<String> name,
      Function<VerifiedUser, Optional<RefusalReason>> rule,
      boolean keptHere) {
    long deadline = System.nanoTime() + MAX_WAIT.toNanos();
    Optional<PasswordCheck> outcome = Optional.empty();
    while (outcome.isEmpty()) {
      boolean known = throttling.awaitOpen(key, deadline);
      Rank rank =
          known
              ? Rank.KNOWN_SOURCE
              : suspects.isSuspect(key.username()) ? Rank.SUSPECT : Rank.ORDINARY;
      // The check is empty if other requests took the last tries while this one queued. Then it
      // waits for their outcomes.
      Supplier<Optional<PasswordCheck>> check =
          () ->
              throttling
                  .reserve(key)
                  .map(reservation -> check(reservation, attempt, name, rule, keptHere));
      outcome =
          keptHere
              ? queue.run(new Ticket(rank, key.clientId() + '\0' + attempt.source()), check)
              : directory.limited(check);
    }
    return outcome.get();
  }

  // A reservation without a completed check does not count.
  private PasswordCheck check(
      LoginThrottling.Reservation reservation,
      Attempt attempt,
      Optional<String> name,
      Function<VerifiedUser, Optional<RefusalReason>> rule,
      boolean keptHere) {
    PasswordCheck outcome = null;
    try {
      outcome = keptHere ? check(attempt, name, rule) : checkInDirectory(attempt, name, rule);
    } finally {
      if (outcome == null) {
        throttling.released(reservation);
      }
    }
    if (outcome.reason().isPresent()) {
      throttling.failed(reservation);
    } else {
      throttling.succeeded(reservation);
    }
    return outcome;
  }

  private record PasswordCheck(Optional<VerifiedUser> user, Optional<RefusalReason> reason) {}

  private PasswordCheck check(
      Attempt attempt,
      Optional<String> name,
      Function<VerifiedUser, Optional<RefusalReason>> rule) {
    Lookup<UserAccount> lookup = name.map(users::lookUp).orElseGet(Lookup::none);
    boolean readsAssignment = readsAssignment(attempt, lookup);
    Optional<VerifiedUser> user = lookup.found().map(account -> verified(attempt, account));
    PasswordCheck outcome = compare(attempt, user, rule);
    if (outcome.reason().isPresent()) {
      // Run the same queries for every refusal, so that timing does not reveal which names exist.
      users.readTheRest(lookup);
      if (attempt.client().isPresent() && !readsAssignment) {
        clients.findNoAssignment();
      }
    }
    return outcome;
  }

  private boolean readsAssignment(Attempt attempt, Lookup<UserAccount> lookup) {
    return attempt.client().isPresent()
        && lookup.found().isPresent()
        && !clients.isAssignmentInMemory(attempt.client().get().id(), lookup.found().get().id());
  }

  private PasswordCheck compare(
      Attempt attempt,
      Optional<VerifiedUser> user,
      Function<VerifiedUser, Optional<RefusalReason>> rule) {
    String stored = user.map(found -> found.account().passwordHash()).orElse("");
    Optional<String> password = Passwords.prepare(attempt.password());
    boolean matches =
        passwordHash.matches(password.orElse(attempt.password()), stored) && password.isPresent();
    if (user.isEmpty()) {
      return new PasswordCheck(user, Optional.of(RefusalReason.USER_UNKNOWN));
    }
    if (!matches) {
      boolean unusable = !stored.isEmpty() && !passwordHash.isUsable(stored);
      return new PasswordCheck(
          user,
          Optional.of(
              unusable ? RefusalReason.PASSWORD_HASH_UNUSABLE : RefusalReason.PASSWORD_WRONG));
    }
    if (!clock.now().isBefore(user.get().account().passwordExpires())) {
      return new PasswordCheck(user, Optional.of(RefusalReason.PASSWORD_EXPIRED));
    }
    Optional<RefusalReason> reason = rule.apply(user.get());
    if (reason.isEmpty() && !passwordHash.isCurrent(stored)) {
      rehash(user.get().account(), passwordHash.hash(password.orElseThrow()));
    }
    return new PasswordCheck(user, reason);
  }

  private PasswordCheck checkInDirectory(
      Attempt attempt,
      Optional<String> name,
      Function<VerifiedUser, Optional<RefusalReason>> rule) {
    Optional<VerifiedUser> user =
        name.flatMap(known -> directory.authenticate(known, attempt.password()))
            .map(account -> verified(attempt, account));
    return new PasswordCheck(
        user, user.map(rule).orElse(Optional.of(RefusalReason.DIRECTORY_REFUSED)));
  }

  private VerifiedUser verified(Attempt attempt, UserAccount account) {
    return new VerifiedUser(
        account,
        attempt
            .client()
            .map(client -> clients.findAssignment(client.id(), account.id()))
            .orElse(Assignment.NONE));
  }

  // The password was right, so a failure to store the new hash is ignored. The next login tries
  // again.
  private void rehash(UserAccount account, String newHash) {
    try {
      rehash.replace(account.id(), account.passwordHash(), newHash);
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "A password could not be stored under the new cost", e);
    }
  }

  private static OAuthException refused(PasswordCheck outcome) {
    OAuthException refusal = new OAuthException(new InvalidGrant(), outcome.reason().orElseThrow());
    outcome.user().ifPresent(user -> refusal.aboutUser(user.account().username()));
    return refusal;
  }
}
