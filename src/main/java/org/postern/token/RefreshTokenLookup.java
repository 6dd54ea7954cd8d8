package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.crypto.RefreshTokens;
import org.postern.crypto.TokenValue;
import org.postern.store.TokenFamilyStore;

/** Finds refresh tokens. It asks the database only for tokens that this server may have issued. */
@ApplicationScoped
public class RefreshTokenLookup {

  private final RefreshTokens tokens;
  private final TokenFamilyStore families;

  /** For the proxy only. */
  protected RefreshTokenLookup() {
    this(null, null);
  }

  @Inject
  public RefreshTokenLookup(RefreshTokens tokens, TokenFamilyStore families) {
    this.tokens = tokens;
    this.families = families;
  }

  /**
   * Finds a refresh token, even if it was used or has expired. Needs no transaction.
   *
   * @return empty if this server has not issued it, or if its family does not exist any more
   */
  public Optional<PresentedToken> find(String value) {
    TokenValue token = new TokenValue(value);
    if (RefreshTokens.hasFormOfEarlierVersions(token)) {
      return families
          .findOfEarlierVersion(token.digest())
          .map(
              found ->
                  new PresentedToken(
                      found.family(),
                      token,
                      found.token().generation(),
                      Optional.of(found.token())));
    }
    return tokens
        .read(token)
        .flatMap(
            content ->
                families
                    .find(content.familyId())
                    .map(
                        family ->
                            new PresentedToken(
                                family, token, content.generation(), Optional.empty())));
  }
}
