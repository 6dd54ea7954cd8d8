package org.postern.admin.transfer;

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
import org.postern.admin.client.AccessCheck;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientChanges;
import org.postern.admin.client.ClientQueries;
import org.postern.admin.client.ClientRights;
import org.postern.admin.client.ClientSecrets;
import org.postern.admin.client.ClientStepUp;
import org.postern.admin.client.ClientUsers;
import org.postern.admin.client.FormerOwners;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Databases;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.StepUp;
import org.postern.admin.overview.OverviewAdministration;
import org.postern.admin.scope.ScopeAdministration;
import org.postern.admin.scope.ScopeChanges;
import org.postern.admin.scope.ScopeQueries;
import org.postern.admin.start.FirstStartAdministration;
import org.postern.admin.token.TokenLookup;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.LastAdministrator;
import org.postern.admin.user.PasswordPreparation;
import org.postern.admin.user.PasswordReset;
import org.postern.admin.user.UserAdministration;
import org.postern.admin.user.UserChanges;
import org.postern.admin.user.UserQueries;
import org.postern.audit.AuditTrail;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.crypto.PasswordHash;
import org.postern.crypto.SecretHash;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.ServerKeys;
import org.postern.crypto.Signer;
import org.postern.directory.Directory;
import org.postern.entity.Client;
import org.postern.entity.DefinedScope;
import org.postern.entity.User;
import org.postern.fixtures.RecordedEvents;
import org.postern.fixtures.TokenFamilies;
import org.postern.grant.GrantCatalogues;
import org.postern.oauth.ClientId;
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
import org.postern.token.RefreshTokenLookup;
import org.postern.user.DirectoryLogin;
import org.postern.user.HashingQueue;
import org.postern.user.PasswordRules;
import org.postern.user.PublishedCredentials;

/**
 * The beans of all packages of administration on an empty database, wired as the container does it.
 */
public final class Administrations {

  private static final Map<String, String> CHEAP_HASHES =
      Map.of("postern.argon2.memory-kib", "8", "postern.argon2.iterations", "1");

  private final Databases database = new Databases();
  final Map<String, String> environment = new HashMap<>();

  /** The rows that were locked, in the order in which they were locked, each time. */
  public final List<String> locked = new ArrayList<>();

  public final ClientStore clientStore =
      database.connect(
          new ClientStore(GrantCatalogues.ALL) {
            @Override
            public Optional<Client> lock(ClientId clientId) {
              Optional<Client> row = super.lock(clientId);
              row.ifPresent(client -> locked.add("client " + clientId));
              return row;
            }
          });
  private final ClientListStore listStore = database.connect(new ClientListStore());
  public final UserStore userStore =
      database.connect(
          new UserStore() {
            @Override
            public Optional<User> lock(long id) {
              Optional<User> row = super.lock(id);
              row.ifPresent(user -> locked.add("user " + user.username()));
              return row;
            }
          });
  public final ScopeStore scopeStore =
      database.connect(
          new ScopeStore() {
            @Override
            public Optional<DefinedScope> lock(String name) {
              Optional<DefinedScope> row = super.lock(name);
              row.ifPresent(scope -> locked.add("scope " + name));
              return row;
            }
          });
  private final UsageStore usageStore = database.connect(new UsageStore(null));
  public final AccessTokenStore tokenStore = database.connect(new AccessTokenStore());
  public final TokenFamilyStore familyStore = database.connect(new TokenFamilyStore());
  private final SetupStore setupStore = database.connect(new SetupStore());
  public final AuditStore auditStore = database.connect(new AuditStore());

  public final Clock clock = new Clock();
  public final SecretHash secretHash;
  private static final PosternConfig CONFIG =
      new PosternConfig(name -> Optional.ofNullable(CHEAP_HASHES.get(name)));

  public final PasswordHash passwordHash = new PasswordHash(CONFIG);
  public final PasswordPreparation passwords =
      new PasswordPreparation(new PasswordRules(CONFIG), passwordHash, new HashingQueue(CONFIG));

  public final ScopeAdministration scopes;

  /** The names whose failed passwords were forgotten. */
  public final List<String> forgiven = new ArrayList<>();

  public final FormerOwners formerOwners;
  public final UserAdministration users;
  public final ClientAdministration clients;

  /**
   * Works only for actors who may not see everything, because it knows nothing about the server.
   */
  public final OverviewAdministration overviews;

  public final AccessCheck accessCheck;
  public final TokenLookup tokenLookup;
  public final ConfigurationImport configurationImport;
  public final ExportAdministration exports;
  public final FirstStartAdministration firstStart;
  public final PasswordReset passwordReset;

  public Administrations() {
    this(ServerKeys.newKey());
  }

  /** A server with this key. */
  public Administrations(byte[] key) {
    ServerKeys keys = new ServerKeys();
    keys.install(key);
    secretHash = new SecretHash(keys);
    AuditTrail audit = new AuditTrail(clock, auditStore, null, new RecordedEvents<>());
    LockedRows rows = new LockedRows(setupStore, clientStore, userStore);
    StepUp stepUp = new StepUp(familyStore, clock);
    ClientStepUp clientStepUp = new ClientStepUp(stepUp, scopeStore);
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
    ClientRights rights = new ClientRights(clientStore, userStore, scopeStore, rows, CONFIG);
    ClientSecrets clientSecrets =
        new ClientSecrets(
            clientStore,
            rows,
            rights,
            clientStepUp,
            secretHash,
            new PublishedCredentials(CONFIG),
            audit,
            clock);
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
            clientStepUp,
            clientSecrets,
            formerOwners,
            scopeChanges,
            audit,
            clock,
            GrantCatalogues.ALL);
    ClientUsers clientUsers =
        new ClientUsers(clientStore, userStore, rows, rights, clientStepUp, audit);
    exports =
        new ExportAdministration(
            scopeStore, userStore, clientStore, listStore, keys, stepUp, audit);
    Signer signer = new Signer(keys);
    UserQueries userQueries = new UserQueries(userStore, listStore, rights, signer);
    AccessGate gate = new AccessGate(clientStore, userStore, scopeStore);
    accessCheck = new AccessCheck(rights, clientStore, userStore, gate, GrantCatalogues.ALL);
    RefreshTokenLookup refreshTokens = new RefreshTokenLookup(TokenFamilies.TOKENS, familyStore);
    tokenLookup =
        new TokenLookup(
            rights,
            new LiveTokens(tokenStore, refreshTokens, gate, clock),
            tokenStore,
            refreshTokens);
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
            new Signer(keys),
            GrantCatalogues.ALL);
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
                scopeChanges),
            new ImportActor(rows, clientStore, userStore, clock),
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
            GrantCatalogues.ALL,
            name -> Optional.ofNullable(environment.get(name)));
  }

  public <T> T inTransaction(Supplier<T> work) {
    return database.inTransaction(work);
  }

  public void inTransaction(Runnable work) {
    database.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  /** Applies an import whose quotation marks are written as apostrophes. */
  public boolean apply(String text) {
    return configurationImport.apply(Actor.SETUP, text.replace('\'', '"'));
  }

  /** The audit trail in order, each line as kind, actor, client, user and detail. */
  public List<String> auditLines() {
    return database.audit();
  }
}
