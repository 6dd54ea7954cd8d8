package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.token.TokenFinding;
import org.postern.admin.token.TokenLookup;
import org.postern.admin.trail.AuditAdministration;
import org.postern.admin.trail.AuditEntry;
import org.postern.admin.trail.Explanation;
import org.postern.config.PosternConfig;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/**
 * The page on which a client can be tried. The browser itself sends the token request, so this bean
 * never gets the secret.
 */
@Named
@RequestScoped
public class TryBean {

  private final TokenLookup lookup;
  private final AuditAdministration audit;
  private final ClientBean client;
  private final PosternConfig config;
  private final Viewer viewer;
  private final Notices notices;
  private final GrantChoices choices;

  private String token = "";
  private TokenFinding finding;
  private Optional<AuditEntry> entry;

  /** For the proxy only. */
  protected TryBean() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public TryBean(
      TokenLookup lookup,
      AuditAdministration audit,
      ClientBean client,
      PosternConfig config,
      Viewer viewer,
      Notices notices,
      GrantChoices choices) {
    this.lookup = lookup;
    this.audit = audit;
    this.client = client;
    this.config = config;
    this.viewer = viewer;
    this.notices = notices;
    this.choices = choices;
  }

  /** The grants that the client may use. */
  public List<String> getGrants() {
    return choices.usable(client.getDetails());
  }

  /** The fields for the parameters of these grants. */
  public List<GrantChoices.Field> getFields() {
    return choices.fields(getGrants());
  }

  /** Examples with the client's values. */
  public List<Snippets.Snippet> getSnippets() {
    return Snippets.of(config.issuer().toString(), client.getDetails());
  }

  /** Looks up the pasted token. The resulting page does not show the token again. */
  public void find() {
    notices.attempt(() -> finding = lookup.find(viewer.actor(), token.strip()));
    token = "";
  }

  /** The result of the lookup; null if no token was pasted. */
  public TokenFinding getFinding() {
    return finding;
  }

  /** The reason why the pasted token is not live, in words. */
  public String getReason() {
    return finding.refused().map(reason -> Notices.text("use.reason." + reason.text())).orElse("");
  }

  /** The reference id to look up; empty for none. */
  public String getReference() {
    return viewer.parameter("reference").strip();
  }

  /** The line with that reference; null if there is no such line or the user may not see it. */
  public AuditEntry getEntry() {
    if (entry == null) {
      entry = findEntry();
    }
    return entry.orElse(null);
  }

  private Optional<AuditEntry> findEntry() {
    try {
      return getReference().isEmpty()
          ? Optional.empty()
          : Optional.of(audit.show(viewer.actor(), getReference()));
    } catch (AdministrationException refusal) {
      if (refusal.kind() == AdministrationException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /** Explains that line; null if it is not a refusal. */
  public Explanation getExplanation() {
    return Optional.ofNullable(getEntry()).flatMap(AuditAdministration::explain).orElse(null);
  }

  public String getToken() {
    return token;
  }

  public void setToken(String token) {
    this.token = Words.orEmpty(token);
  }
}
