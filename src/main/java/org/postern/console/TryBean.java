package org.postern.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.postern.admin.AdministrationException;
import org.postern.admin.AuditAdministration;
import org.postern.admin.AuditEntry;
import org.postern.admin.Explanation;
import org.postern.admin.TokenFinding;
import org.postern.admin.TokenLookup;
import org.postern.config.PosternConfig;
import org.postern.oauth.GrantType;

/**
 * The page on which a client is tried out. The token request itself is sent by the browser: no
 * secret comes here.
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

  private String token = "";
  private TokenFinding finding;
  private Optional<AuditEntry> entry;

  /** For the proxy only. */
  protected TryBean() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public TryBean(
      TokenLookup lookup,
      AuditAdministration audit,
      ClientBean client,
      PosternConfig config,
      Viewer viewer,
      Notices notices) {
    this.lookup = lookup;
    this.audit = audit;
    this.client = client;
    this.config = config;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** The grants that the client may use. */
  public List<String> getGrants() {
    return client.getDetails().grants().stream()
        .filter(grant -> !client.isPublicClient() || !grant.equals(GrantType.CLIENT_CREDENTIALS))
        .map(GrantType::value)
        .toList();
  }

  /** Examples with the client's values. */
  public List<Snippets.Snippet> getSnippets() {
    return Snippets.of(config.issuer().toString(), client.getDetails());
  }

  /** Looks the pasted token up; the page that answers does not repeat it. */
  public void find() {
    notices.attempt(() -> finding = lookup.find(viewer.actor(), token.strip()));
    token = "";
  }

  /** What is known of the pasted token; null if none was pasted. */
  public TokenFinding getFinding() {
    return finding;
  }

  /** Why the pasted token does not live, in words. */
  public String getReason() {
    return finding.refused().map(reason -> Notices.text("use.reason." + reason.text())).orElse("");
  }

  /** The reference id that the page is asked about; empty for none. */
  public String getReference() {
    return viewer.parameter("reference").strip();
  }

  /** The line of that reference; null if there is none that the user may see. */
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

  /** What that line means; null if it is no refusal. */
  public Explanation getExplanation() {
    return Optional.ofNullable(getEntry()).flatMap(AuditAdministration::explain).orElse(null);
  }

  public String getToken() {
    return token;
  }

  public void setToken(String token) {
    this.token = token;
  }
}
