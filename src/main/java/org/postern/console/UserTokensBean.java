package org.postern.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.postern.admin.Page;
import org.postern.admin.TokenAdministration;
import org.postern.admin.TokenView;

/** What a user holds: {@code users/tokens.xhtml?name=}. */
@Named
@RequestScoped
public class UserTokensBean {

  private static final String PAGE = "users/tokens.xhtml";
  private static final String NAME = "name";
  private static final String TOKEN = "token";
  private static final String FAMILY = "family";

  private final TokenAdministration tokens;
  private final Viewer viewer;
  private final Notices notices;

  private Page<TokenView> accessTokens;
  private Page<TokenView> families;

  /** For the proxy only. */
  protected UserTokensBean() {
    this(null, null, null);
  }

  @Inject
  public UserTokensBean(TokenAdministration tokens, Viewer viewer, Notices notices) {
    this.tokens = tokens;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** The name in the page's address. */
  public String getName() {
    return viewer.parameter(NAME);
  }

  /** The live access tokens, or the part of them that the address names. */
  public Page<TokenView> getAccessTokens() {
    if (accessTokens == null) {
      accessTokens = tokens.ofUser(viewer.actor(), getName(), place("tokens"));
    }
    return accessTokens;
  }

  /** The live token families, or the part of them that the address names. */
  public Page<TokenView> getFamilies() {
    if (families == null) {
      families = tokens.familiesOfUser(viewer.actor(), getName(), place("families"));
    }
    return families;
  }

  private Map<String, List<String>> place(String parameter) {
    String cursor = viewer.parameter(parameter);
    return cursor.isEmpty() ? Map.of() : Map.of("cursor", List.of(cursor));
  }

  /**
   * Ends the token or family whose button was pressed. The button names it, as the list may have
   * changed since it was shown.
   */
  public void revoke() {
    if (!FacesContext.getCurrentInstance().isPostback()) {
      return;
    }
    String token = viewer.parameter(TOKEN);
    String family = viewer.parameter(FAMILY);
    if (!token.isEmpty()) {
      end(() -> tokens.revoke(viewer.actor(), token), "user.token.revoked");
    } else if (!family.isEmpty()) {
      end(() -> tokens.revokeFamily(viewer.actor(), family), "user.family.revoked");
    }
  }

  /** Ends all of them. */
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
