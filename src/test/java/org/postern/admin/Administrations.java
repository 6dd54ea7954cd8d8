package org.postern.admin;

import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postern.access.AccessGate;
import org.postern.audit.AuditTrail;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.crypto.PasswordHash;
import org.postern.crypto.SecretHash;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.ServerKeys;
import org.postern.crypto.Signer;
import org.postern.directory.Directory;
import org.postern.fixtures.RecordedEvents;
import org.postern.store.AccessTokenStore;
import org.postern.store.AuditStore;
import org.postern.store.ClientListStore;
import org.postern.store.ClientStore;
import org.postern.store.ScopeStore;
import org.postern.store.SetupStore;
import org.postern.store.ThrottleStore;
import org.postern.store.TokenFamilyStore;
import org.postern.store.UsageStore;
import org.postern.store.UserStore;
import org.postern.throttle.AccountBudget;
import org.postern.token.LiveTokens;
import org.postern.user.DirectoryLogin;
import org.postern.user.HashingQueue;
import org.postern.user.PasswordRules;

/** The beans of this package on an empty database, wired as the container does it. */
final class Administrations {

  private static final Map<String, String> CHEAP_HASHES =
      Map.of("postern.argon2.memory-kib", "8", "postern.argon2.iterations", "1");

  private final Databases database = new Databases();
  final Map<String, String> environment = new HashMap<>();

  final ClientStore clientStore = database.connect(new ClientStore());
  private final ClientListStore listStore = database.connect(new ClientListStore());
  final UserStore userStore = database.connect(new UserStore());
  final ScopeStore scopeStore = database.connect(new ScopeStore());
  private final UsageStore usageStore = database.connect(new UsageStore(null));
  final AccessTokenStore tokenStore = database.connect(new AccessTokenStore());
  final TokenFamilyStore familyStore = database.connect(new TokenFamilyStore());
  private final SetupStore setupStore = database.connect(new SetupStore());
  private final AuditStore auditStore = database.connect(new AuditStore());

  final Clock clock = new Clock();
  final SecretHash secretHash;
  private static final PosternConfig CONFIG =
      new PosternConfig(name -> Optional.ofNullable(CHEAP_HASHES.get(name)));

  final PasswordHash passwordHash = new PasswordHash(CONFIG);
  final PasswordPreparation passwords =
      new PasswordPreparation(new PasswordRules(CONFIG), passwordHash, new HashingQueue(CONFIG));

  final ScopeAdministration scopes;

  /** The names whose failed passwords were forgotten. */
  final List<String> forgiven = new ArrayList<>();

  final FormerOwners formerOwners;
  final UserAdministration users;
  final ClientAdministration clients;

  /**
   * Works only for actors who may not see everything, because it knows nothing about the server.
   */
  final OverviewAdministration overviews;

  final AccessCheck accessCheck;
  final TokenLookup tokenLookup;
  final ConfigurationImport configurationImport;
  final ExportAdministration exports;
  final FirstStartAdministration firstStart;
  final PasswordReset passwordReset;

  Administrations() {
    this(ServerKeys.newKey());
  }

  /** A server with this key. */
  Administrations(byte[] key) {
    ServerKeys keys = new ServerKeys();
    keys.install(key);
    secretHash = new SecretHash(keys);
    AuditTrail audit = new AuditTrail(clock, auditStore, null, new RecordedEvents<>());
    LockedRows rows = new LockedRows(setupStore, clientStore, userStore);
    StepUp stepUp = new StepUp(familyStore, scopeStore, clock);
    ScopeChanges scopeChanges = new ScopeChanges(scopeStore, rows, stepUp, audit, clock);
    AccountBudget budget =
        new AccountBudget(new ThrottleStore(), clock) {
          @Override
          public void forget(String username) {
            forgiven.add(username);
          }
        };
    DirectoryLogin directory =
        new DirectoryLogin(new Directory(CONFIG, null, null), null, null, clock);
    LastAdministrator lastAdministrator = new LastAdministrator(userStore, rows, directory);
    ClientRights rights = new ClientRights(clientStore, userStore, scopeStore, rows);
    ClientSecrets clientSecrets =
        new ClientSecrets(clientStore, rows, rights, stepUp, secretHash, audit, clock);
    formerOwners = new FormerOwners(clientStore, tokenStore, rows, audit, clock);
    UserChanges userChanges =
        new UserChanges(
            userStore,
            clientStore,
            formerOwners,
            rows,
            lastAdministrator,
            stepUp,
            new SecureTokens(),
            budget,
            audit,
            clock);
    ClientChanges clientChanges =
        new ClientChanges(
            clientStore,
            userStore,
            scopeStore,
            rows,
            rights,
            stepUp,
            clientSecrets,
            formerOwners,
            scopeChanges,
            audit,
            clock);
    ClientUsers clientUsers = new ClientUsers(clientStore, userStore, rows, rights, stepUp, audit);
    exports =
        new ExportAdministration(
            scopeStore, userStore, clientStore, listStore, keys, stepUp, audit);
    Signer signer = new Signer(keys);
    UserQueries userQueries = new UserQueries(userStore, listStore, rights, signer);
    AccessGate gate = new AccessGate(clientStore, userStore, scopeStore);
    accessCheck = new AccessCheck(rights, clientStore, userStore, gate);
    tokenLookup =
        new TokenLookup(
            rights, new LiveTokens(tokenStore, familyStore, gate, clock), tokenStore, familyStore);
    scopes = new ScopeAdministration(new ScopeQueries(scopeStore, signer), scopeChanges);
    users = new UserAdministration(userQueries, userChanges, userStore);
    firstStart = new FirstStartAdministration(setupStore, userChanges, clientChanges, clientUsers);
    passwordReset =
        new PasswordReset(
            new SecureTokens(),
            passwords,
            new UserAdministration(userQueries, userChanges, userStore) {
              @Override
              public void changePassword(Actor actor, String username, HashedPassword password) {
                inTransaction(() -> super.changePassword(actor, username, password));
              }
            },
            clock,
            directory);
    ClientQueries clientQueries =
        new ClientQueries(
            clientStore,
            listStore,
            userStore,
            usageStore,
            tokenStore,
            rights,
            clock,
            new Signer(keys));
    overviews = new OverviewAdministration(null, clientQueries, null, null, clock);
    clients =
        new ClientAdministration(
            clientQueries,
            clientChanges,
            clientSecrets,
            clientUsers,
            rights,
            clientStore,
            userStore,
            new SecureTokens());
    ImportProgress importProgress = new ImportProgress(clock);
    ImportAdministration importAdministration =
        new ImportAdministration(
            setupStore,
            scopeStore,
            rows,
            new ImportLocks(setupStore, userStore, clientStore, scopeStore, rows),
            new ImportPruning(
                setupStore,
                userStore,
                clientStore,
                scopeStore,
                userChanges,
                clientChanges,
                scopeChanges,
                rows),
            lastAdministrator,
            scopeChanges,
            userChanges,
            clientChanges,
            clientSecrets,
            clientUsers,
            passwords,
            audit,
            importProgress,
            clock) {
          @Override
          ImportPlan run(
              Actor actor,
              ImportContent content,
              Map<String, HashedPassword> hashed,
              ImportOptions options,
              Consumer<ImportPlan> check) {
            return database.inTransaction(() -> super.run(actor, content, hashed, options, check));
          }

          @Override
          boolean apply(
              Actor actor,
              ImportContent content,
              String digest,
              Map<String, HashedPassword> hashed) {
            return database.inTransaction(() -> super.apply(actor, content, digest, hashed));
          }
        };
    UserTransaction transaction =
        (UserTransaction)
            Proxy.newProxyInstance(
                Administrations.class.getClassLoader(),
                new Class<?>[] {UserTransaction.class},
                (proxy, method, arguments) -> null);
    configurationImport =
        new ConfigurationImport(
            setupStore,
            userStore,
            secretHash,
            keys,
            passwords,
            importAdministration,
            stepUp,
            importProgress,
            transaction,
            name -> Optional.ofNullable(environment.get(name)));
  }

  <T> T inTransaction(Supplier<T> work) {
    return database.inTransaction(work);
  }

  void inTransaction(Runnable work) {
    database.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  /** Applies an import whose quotation marks are written as apostrophes. */
  boolean apply(String text) {
    return configurationImport.apply(Actor.SETUP, text.replace('\'', '"'));
  }

  /** The audit trail in order, each line as kind, actor, client, user and detail. */
  List<String> auditLines() {
    return database.audit();
  }
}
