package org.postern.admin.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.postern.access.AccessGate;
import org.postern.access.Verdict;
import org.postern.admin.common.ListParameters;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.config.Clock;
import org.postern.crypto.Signer;
import org.postern.entity.AccessToken;
import org.postern.entity.Holding;
import org.postern.entity.TokenFamily;
import org.postern.store.AccessTokenStore;
import org.postern.store.Slice;
import org.postern.store.TokenFamilyStore;
import org.postern.store.TokenHolder;

/**
 * Lists live tokens without a transaction, because the gate, which decides whether they are live,
 * reads the values that the request paths share.
 */
@ApplicationScoped
class TokenQueries {

  private final AccessTokenStore tokens;
  private final TokenFamilyStore families;
  private final AccessGate gate;
  private final Clock clock;
  private final Signer signer;

  /** For the proxy only. */
  protected TokenQueries() {
    this(null, null, null, null, null);
  }

  @Inject
  TokenQueries(
      AccessTokenStore tokens,
      TokenFamilyStore families,
      AccessGate gate,
      Clock clock,
      Signer signer) {
    this.tokens = tokens;
    this.families = families;
    this.gate = gate;
    this.clock = clock;
    this.signer = signer;
  }

  /**
   * Lists the live access tokens of a client or user. A page may have fewer items than requested,
   * because the gate removes some.
   */
  Page<TokenView> accessTokens(TokenHolder holder, Query query) {
    ListParameters in = new ListParameters("tokens of " + holder, query, signer);
    Slice<AccessToken> slice = in.slice(AccessTokenStore.SORTS);
    Instant now = clock.now();
    return in.page(tokens.findLive(holder, now, slice), slice, AccessToken::digest)
        .flatMap(token -> judge(token.holding(), granted -> TokenView.of(token, granted)));
  }

  /** Lists the live token families of a client or user, in the same way. */
  Page<TokenView> families(TokenHolder holder, Query query) {
    ListParameters in = new ListParameters("families of " + holder, query, signer);
    Slice<TokenFamily> slice = in.slice(TokenFamilyStore.SORTS);
    Instant now = clock.now();
    return in.page(families.findLive(holder, now, slice), slice, TokenFamily::id)
        .flatMap(family -> judge(family.holding(), granted -> TokenView.of(family, granted)));
  }

  private Optional<TokenView> judge(Holding holding, Function<Verdict.Granted, TokenView> view) {
    return gate.judge(holding) instanceof Verdict.Granted granted
        ? Optional.of(view.apply(granted))
        : Optional.empty();
  }
}
