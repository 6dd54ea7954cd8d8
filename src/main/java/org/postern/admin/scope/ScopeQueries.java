package org.postern.admin.scope;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.ListParameters;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.crypto.Signer;
import org.postern.entity.DefinedScope;
import org.postern.store.ScopeFilter;
import org.postern.store.ScopeStore;
import org.postern.store.Slice;

/** Reads scopes, in the transaction of its caller. */
@ApplicationScoped
public class ScopeQueries {

  private final ScopeStore scopes;
  private final Signer signer;

  /** For the proxy only. */
  protected ScopeQueries() {
    this(null, null);
  }

  @Inject
  public ScopeQueries(ScopeStore scopes, Signer signer) {
    this.scopes = scopes;
    this.signer = signer;
  }

  Stored<ScopeDetails> show(Actor actor, String name) {
    actor.requireReader();
    return stored(scopes.findRow(name).orElseThrow(() -> ScopeChanges.noScope(name)));
  }

  Page<Stored<ScopeDetails>> list(Actor actor, Query query) {
    actor.requireReader();
    ListParameters in = new ListParameters("scopes", query, signer);
    Optional<Audience> audience = in.oneOf("for", Audience::of, Audience.MESSAGE);
    ScopeFilter filter =
        new ScopeFilter(
            in.text("text"),
            audience.map(Audience::isForClients),
            audience.map(Audience::isForUsers),
            in.bool("built_in"));
    Slice<DefinedScope> slice = in.slice(ScopeStore.SORTS);
    return in.page(scopes.findAll(filter, slice), slice, DefinedScope::name)
        .map(ScopeQueries::stored);
  }

  private static Stored<ScopeDetails> stored(DefinedScope scope) {
    return new Stored<>(ScopeDetails.of(scope), ScopeChanges.revision(scope));
  }
}
