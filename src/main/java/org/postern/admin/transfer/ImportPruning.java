package org.postern.admin.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postern.admin.client.ClientChanges;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Batches;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Problems;
import org.postern.admin.scope.ScopeChanges;
import org.postern.admin.transfer.ImportContent.ClientPart;
import org.postern.admin.transfer.ImportContent.ScopePart;
import org.postern.admin.transfer.ImportContent.UserPart;
import org.postern.admin.user.UserChanges;
import org.postern.entity.DefinedScope;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.ScopeStore;
import org.postern.store.SetupStore;
import org.postern.store.UserStore;

/**
 * Deletes the objects that an import does not name. Clients are deleted before the users who own
 * them and the scopes that they may request. Built-in scopes, the user who asked for the import and
 * the client of the request are kept.
 */
@ApplicationScoped
class ImportPruning {

  private static final String ACTING = "asked for this import";

  private final SetupStore setup;
  private final UserStore users;
  private final ClientStore clients;
  private final ScopeStore scopes;
  private final UserChanges userChanges;
  private final ClientChanges clientChanges;
  private final ScopeChanges scopeChanges;

  /** For the proxy only. */
  protected ImportPruning() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  ImportPruning(
      SetupStore setup,
      UserStore users,
      ClientStore clients,
      ScopeStore scopes,
      UserChanges userChanges,
      ClientChanges clientChanges,
      ScopeChanges scopeChanges) {
    this.setup = setup;
    this.users = users;
    this.clients = clients;
    this.scopes = scopes;
    this.userChanges = userChanges;
    this.clientChanges = clientChanges;
    this.scopeChanges = scopeChanges;
  }

  /** Deletes all objects that the content does not name, and returns those that were kept. */
  List<ImportPlan.Kept> prune(Problems problems, Actor actor, ImportContent content) {
    List<ImportPlan.Kept> kept = new ArrayList<>();
    Set<String> names = content.scopes().stream().map(ScopePart::name).collect(Collectors.toSet());
    List<DefinedScope> doomed =
        scopes.findAll().stream()
            .filter(scope -> !scope.isBuiltIn() && !names.contains(scope.name()))
            .toList();
    Set<String> doomedNames = doomed.stream().map(DefinedScope::name).collect(Collectors.toSet());
    Set<String> clientIds =
        content.clients().stream().map(ClientPart::clientId).collect(Collectors.toSet());
    each(
        clients.findAllClientIds(),
        clientIds,
        clientId -> {
          if (actor.clientId().equals(Optional.of(clientId))) {
            kept.add(new ImportPlan.Kept("client", clientId, ACTING));
          } else {
            problems.collect(
                "",
                () ->
                    clientChanges.delete(
                        actor, new ClientId(clientId), Precondition.NONE, doomedNames));
          }
        });
    Set<String> usernames =
        content.users().stream().map(UserPart::username).collect(Collectors.toSet());
    each(
        users.findAllUsernames(),
        usernames,
        username -> {
          if (actor.username().equals(Optional.of(username))) {
            kept.add(new ImportPlan.Kept("user", username, ACTING));
          } else {
            problems.collect("", () -> userChanges.delete(actor, username, Precondition.NONE));
          }
        });
    for (DefinedScope scope : doomed) {
      problems.collect("", () -> scopeChanges.delete(actor, scope.name(), Precondition.NONE));
    }
    return kept;
  }

  private void each(List<String> all, Set<String> named, Consumer<String> prune) {
    List<String> others = all.stream().filter(name -> !named.contains(name)).toList();
    for (List<String> batch : Batches.of(others, Batches.FEW)) {
      batch.forEach(prune);
      setup.flushAndForget();
    }
  }
}
