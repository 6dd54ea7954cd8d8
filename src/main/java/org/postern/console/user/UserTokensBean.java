package org.postern.console.user;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.token.TokenAdministration;
import org.postern.admin.token.TokenView;
import org.postern.console.common.Notices;
import org.postern.console.common.Redirects;
import org.postern.console.common.RowButton;
import org.postern.console.common.Viewer;

/** The tokens of a user: {@code users/tokens.xhtml?name=}. */
@Named
@RequestScoped
public class UserTokensBean {

  private static final String PAGE = "users/tokens.xhtml";
  private static final String NAME = "name";

  private final TokenAdministration tokens;
  private final RowButton button;
  private final Viewer viewer;
  private final Notices notices;

  private Page<TokenView> accessTokens;
  private Page<TokenView> families;

  /** For the proxy only. */
  protected UserTokensBean() {
    this(null, null, null, null);
  }

  @Inject
  public UserTokensBean(
      TokenAdministration tokens, RowButton button, Viewer viewer, Notices notices) {
    this.tokens = tokens;
    this.button = button;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** The name in the page's address. */
  public String getName() {
    return viewer.parameter(NAME);
  }

  /** The live access tokens, from the position in the address on. */
  public Page<TokenView> getAccessTokens() {
    if (accessTokens == null) {
      accessTokens =
          tokens.ofUser(viewer.actor(), getName(), Query.after(viewer.parameter("tokens_after")));
    }
    return accessTokens;
  }

  /** The live token families, from the position in the address on. */
  public Page<TokenView> getFamilies() {
    if (families == null) {
      families =
          tokens.familiesOfUser(
              viewer.actor(), getName(), Query.after(viewer.parameter("families_after")));
    }
    return families;
  }

  /** Ends the token or family whose button was pressed. */
  public void revoke() {
    button
        .pressed("token")
        .ifPresent(id -> end(() -> tokens.revoke(viewer.actor(), id), "user.token.revoked"));
    button
        .pressed("family")
        .ifPresent(id -> end(() -> tokens.revokeFamily(viewer.actor(), id), "user.family.revoked"));
  }

  /** Ends all tokens and families of the user. */
  public void revokeAll() {
    end(() -> tokens.revokeAllOfUser(viewer.actor(), getName()), "user.tokens.ended");
  }

  private void end(Runnable useCase, String done) {
    if (notices.attempt(useCase)) {
      notices.done(done);
      Redirects.to(PAGE, NAME, getName());
    }
  }
}
