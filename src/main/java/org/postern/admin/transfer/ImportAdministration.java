package org.postern.admin.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.postern.admin.client.ClientChanges;
import org.postern.admin.client.ClientSecrets;
import org.postern.admin.client.ClientUsers;
import org.postern.admin.client.NewSecret;
import org.postern.admin.client.SecretRules;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Batches;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Problems;
import org.postern.admin.common.UseCases;
import org.postern.admin.scope.ScopeChange;
import org.postern.admin.scope.ScopeChanges;
import org.postern.admin.scope.ScopeSetting;
import org.postern.admin.transfer.ImportContent.ClientPart;
import org.postern.admin.transfer.ImportContent.ScopePart;
import org.postern.admin.transfer.ImportContent.UserPart;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.LastAdministrator;
import org.postern.admin.user.PasswordPreparation;
import org.postern.admin.user.UserChanges;
import org.postern.admin.user.UserDetails;
import org.postern.audit.AuditTrail;
import org.postern.audit.Change;
import org.postern.audit.Change.ImportApplied;
import org.postern.config.Clock;
import org.postern.entity.AppliedImport;
import org.postern.entity.Client;
import org.postern.oauth.ClientId;
import org.postern.store.ScopeStore;
import org.postern.store.SetupStore;

/** Applies the content of an import in one transaction, or changes nothing if any part is wrong. */
@UseCases
@ApplicationScoped
public class ImportAdministration {

  private final SetupStore setup;
  private final ScopeStore scopes;
  private final LockedRows rows;
  private final ImportLocks locks;
  private final ImportPruning pruning;
  private final ImportActor importActor;
  private final LastAdministrator lastAdministrator;
  private final ScopeChanges scopeChanges;
  private final UserChanges userChanges;
  private final ClientChanges clientChanges;
  private final ClientSecrets clientSecrets;
  private final ClientUsers clientUsers;
  private final PasswordPreparation passwords;
  private final AuditTrail audit;
  private final ImportProgress progress;
  private final Clock clock;

  /** For the proxy only. */
  protected ImportAdministration() {
    this(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  @Inject
  ImportAdministration(
      SetupStore setup,
      ScopeStore scopes,
      LockedRows rows,
      ImportLocks locks,
      ImportPruning pruning,
      ImportActor importActor,
      LastAdministrator lastAdministrator,
      ScopeChanges scopeChanges,
      UserChanges userChanges,
      ClientChanges clientChanges,
      ClientSecrets clientSecrets,
      ClientUsers clientUsers,
      PasswordPreparation passwords,
      AuditTrail audit,
      ImportProgress progress,
      Clock clock) {
    this.setup = setup;
    this.scopes = scopes;
    this.rows = rows;
    this.locks = locks;
    this.pruning = pruning;
    this.importActor = importActor;
    this.lastAdministrator = lastAdministrator;
    this.scopeChanges = scopeChanges;
    this.userChanges = userChanges;
    this.clientChanges = clientChanges;
    this.clientSecrets = clientSecrets;
    this.clientUsers = clientUsers;
    this.passwords = passwords;
    this.audit = audit;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Applies the content, unless another node has applied it while this one waited for the lock.
   *
   * @param hashed the passwords that were hashed before, by user name
   * @return whether the content was applied now
   * @throws AdministrationException with all problems
   */
  @Transactional
  boolean apply(
      Actor actor, ImportContent content, String digest, Map<String, HashedPassword> hashed) {
    setup.lock();
    if (setup.isApplied(digest)) {
      return false;
    }
    locks.take(content, false);
    boolean administered = lastAdministrator.exists();
    Problems problems = new Problems();
    apply(problems, actor, content, hashed);
    requireAdministrator(problems, administered);
    problems.requireNone();
    setup.addApplied(new AppliedImport(digest, clock.now()));
    tell(actor, content);
    return true;
  }

  /**
   * Applies the content, even if it was applied before.
   *
   * @param hashed the passwords that were hashed before, by user name
   * @param check checks the plan after all changes and before the commit, and may refuse it
   * @return what was changed
   * @throws AdministrationException with all problems
   * @throws DryRun with the plan, after all changes, if this is a dry run; the exception rolls the
   *     transaction back
   */
  @Transactional
  ImportPlan run(
      Actor actor,
      ImportContent content,
      Map<String, HashedPassword> hashed,
      ImportOptions options,
      Consumer<ImportPlan> check) {
    setup.lock();
    locks.take(content, options.prune());
    boolean administered = lastAdministrator.exists();
    ImportActor.Standing standing = importActor.look(actor);
    Problems problems = new Problems();
    List<ImportPlan.Kept> kept = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    Actor collecting = actor.collecting(changes::add);
    apply(problems, collecting, content, hashed);
    // Prune only without problems, because an earlier problem may be the reason why another object
    // cannot be deleted.
    if (options.prune() && problems.isEmpty()) {
      kept.addAll(pruning.prune(problems, collecting, content));
    }
    importActor.requireStays(problems, actor, content, standing);
    requireAdministrator(problems, administered);
    problems.requireNone();
    tell(actor, content);
    ImportPlan plan = ImportPlan.of(options.dryRun(), changes, kept);
    check.accept(plan);
    if (options.dryRun()) {
      // Flush, so that the database checks its own constraints too.
      setup.flush();
      throw new DryRun(plan);
    }
    return plan;
  }

  private void requireAdministrator(Problems problems, boolean existed) {
    if (problems.isEmpty() && existed && !lastAdministrator.exists()) {
      problems.add("/users", LastAdministrator.MESSAGE);
    }
  }

  /** Ends a dry run. The exception makes the transaction roll back. */
  static final class DryRun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ImportPlan plan;

    private DryRun(ImportPlan plan) {
      super("dry run", null, false, false);
      this.plan = plan;
    }

    ImportPlan plan() {
      return plan;
    }
  }

  // Apply users before the clients that they own or may use. Apply the resource servers of scopes
  // last, because they are clients.
  private void apply(
      Problems problems, Actor actor, ImportContent content, Map<String, HashedPassword> hashed) {
    boolean overwrite = content.overwriteSecrets();
    int all = content.objects();
    int done = 0;
    done =
        each(
            content.scopes(),
            scope -> problems.collect(scope.pointer(), () -> apply(actor, scope)),
            done,
            all);
    done =
        each(
            content.users(),
            user -> problems.collect(user.pointer(), () -> apply(actor, user, overwrite, hashed)),
            done,
            all);
    each(
        content.clients(),
        client -> problems.collect(client.pointer(), () -> apply(actor, client, overwrite)),
        done,
        all);
    // After the clients: one of the file may have the identifier of one that was deleted.
    for (List<String> batch : Batches.of(content.retiredClientIds())) {
      batch.forEach(clientId -> clientChanges.retire(actor, clientId));
      setup.flushAndForget();
    }
    for (ScopePart scope : content.scopes()) {
      problems.collect(scope.pointer(), () -> applyResourceServers(actor, scope));
    }
  }

  // Work in small batches, so that the persistence provider never has to check many entities.
  private <T> int each(List<T> parts, Consumer<T> apply, int before, int all) {
    int done = before;
    for (List<T> batch : Batches.of(parts, Batches.FEW)) {
      batch.forEach(apply);
      setup.flushAndForget();
      progress.tell(done, done + batch.size(), all);
      done += batch.size();
    }
    return done;
  }

  private void tell(Actor actor, ImportContent content) {
    audit.changed(
        actor.author(),
        new ImportApplied(
            content.scopes().size(), content.users().size(), content.clients().size()));
  }

  private void apply(Actor actor, ScopePart scope) {
    ScopeChange change = scope.change().without(ScopeSetting.RESOURCE_SERVERS);
    if (scopes.lock(scope.name()).isPresent()) {
      scopeChanges.change(actor, scope.name(), change);
    } else {
      scopeChanges.create(actor, scope.name(), change);
    }
  }

  private void applyResourceServers(Actor actor, ScopePart scope) {
    Optional<List<String>> servers = scope.change().get(ScopeSetting.RESOURCE_SERVERS);
    if (servers.isPresent() && scopes.lock(scope.name()).isPresent()) {
      ScopeChange change = ScopeChange.NONE.with(ScopeSetting.RESOURCE_SERVERS, servers.get());
      scopeChanges.change(actor, scope.name(), change);
    }
  }

  private void apply(
      Actor actor, UserPart user, boolean overwriteSecrets, Map<String, HashedPassword> hashed) {
    Optional<HashedPassword> password = Optional.ofNullable(hashed.get(user.username()));
    if (rows.findUser(user.username()).isEmpty()) {
      // The password is not hashed yet only if the user existed a moment ago.
      userChanges.create(
          actor,
          user.username(),
          user.subject(),
          user.change(),
          password.or(() -> user.hashedPassword(passwords::hash)));
      return;
    }
    UserDetails changed = userChanges.change(actor, user.username(), user.change());
    if (user.subject().filter(subject -> !subject.equals(changed.subject())).isPresent()) {
      throw AdministrationException.conflict(
          "/subject", "cannot be changed, the user is " + changed.subject());
    }
    if (overwriteSecrets && password.isPresent()) {
      userChanges.changePassword(actor, user.username(), password.get());
    }
  }

  private void apply(Actor actor, ClientPart part, boolean overwriteSecrets) {
    List<NewSecret> secrets = part.secrets().orElse(List.of());
    Optional<Client> client = rows.findClient(part.clientId());
    if (client.isEmpty()) {
      clientChanges.create(actor, part.clientId(), part.change(), secrets);
    } else {
      Problems problems = new Problems();
      SecretRules.checkType(problems, client.get().type(), secrets);
      problems.requireNone();
      clientChanges.change(actor, client.get().clientId(), Precondition.NONE, part.change());
      if (overwriteSecrets && part.secrets().isPresent()) {
        clientSecrets.replace(actor, client.get().clientId(), secrets);
      }
    }
    ClientId clientId = new ClientId(part.clientId());
    part.users().ifPresent(users -> clientUsers.replace(actor, clientId, users));
  }
}
