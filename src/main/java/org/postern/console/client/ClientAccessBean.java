package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.client.ClientSetting;
import org.postern.console.common.LifetimeInput;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;
import org.postern.oauth.GrantType;

/** The form for the grants, scopes and token lifetimes of a client. */
@Named
@RequestScoped
public class ClientAccessBean {

  private static final List<ClientSetting<Duration>> LIFETIMES =
      List.of(
          ClientSetting.ACCESS_TOKEN_LIFETIME,
          ClientSetting.USER_ACCESS_TOKEN_LIFETIME,
          ClientSetting.REFRESH_TOKEN_LIFETIME,
          ClientSetting.REFRESH_TOKEN_MAX_LIFETIME,
          ClientSetting.REPLAY_WINDOW);

  private final ClientBean client;
  private final ClientEdit clientEdit;
  private final Viewer viewer;
  private final Notices notices;
  private final GrantChoices grantChoices;
  private final List<SelectItem> scopeItems;
  private final Map<String, LifetimeInput> lifetimes = new LinkedHashMap<>();

  private List<String> grants;
  private List<String> scopes;
  private List<String> defaultScopes;
  private boolean rotateRefreshTokens;

  /** For the proxy only. */
  protected ClientAccessBean() {
    client = null;
    clientEdit = null;
    viewer = null;
    notices = null;
    grantChoices = null;
    scopeItems = List.of();
  }

  @Inject
  ClientAccessBean(
      ClientBean client,
      ClientEdit clientEdit,
      ScopeChoices choices,
      GrantChoices grantChoices,
      Viewer viewer,
      Notices notices) {
    this.client = client;
    this.viewer = viewer;
    this.clientEdit = clientEdit;
    this.notices = notices;
    this.grantChoices = grantChoices;
    ClientDetails details = client.getDetails();
    scopeItems =
        client.isChangeable()
            ? choices.find(scope -> true, details.get(ClientSetting.SCOPES))
            : List.of();
    grants = details.get(ClientSetting.GRANTS);
    scopes = details.get(ClientSetting.SCOPES);
    defaultScopes = details.get(ClientSetting.DEFAULT_SCOPES);
    LIFETIMES.forEach(
        setting -> lifetimes.put(setting.name(), LifetimeInput.of(details.get(setting))));
    rotateRefreshTokens = details.get(ClientSetting.ROTATE_REFRESH_TOKENS);
  }

  /** Saves the form. */
  public void save() {
    ClientChange change =
        ClientChange.NONE
            .with(ClientSetting.GRANTS, grants)
            .with(ClientSetting.SCOPES, scopes)
            .with(ClientSetting.DEFAULT_SCOPES, defaultScopes)
            .with(ClientSetting.ROTATE_REFRESH_TOKENS, rotateRefreshTokens);
    boolean isReadable = true;
    for (ClientSetting<Duration> setting : LIFETIMES) {
      Optional<Duration> time = lifetimes.get(setting.name()).read();
      if (time.isPresent()) {
        change = change.with(setting, time.get());
      } else {
        notices.errorAt(setting.name(), "access.number");
        isReadable = false;
      }
    }
    if (isReadable) {
      clientEdit.save(change, "access");
    }
  }

  /**
   * The grants to choose from. Only an administrator may give the password grant to a client that
   * does not have it.
   */
  public List<SelectItem> getGrantItems() {
    return grantChoices.items(
        grant ->
            viewer.isAdministrator()
                || !grant.equals(GrantType.PASSWORD)
                || client.getDetails().get(ClientSetting.GRANTS).contains(grant.value()));
  }

  /** The scopes to choose from. */
  public List<SelectItem> getScopeItems() {
    return scopeItems;
  }

  /** The lifetimes by the names of their members. */
  public Map<String, LifetimeInput> getLifetimes() {
    return lifetimes;
  }

  // Return a list that can be changed, because Faces creates a list of the same class for the
  // values that it reads.
  public List<String> getGrants() {
    return new ArrayList<>(grants);
  }

  public void setGrants(List<String> grants) {
    this.grants = List.copyOf(grants);
  }

  public List<String> getScopes() {
    return new ArrayList<>(scopes);
  }

  public void setScopes(List<String> scopes) {
    this.scopes = List.copyOf(scopes);
  }

  public List<String> getDefaultScopes() {
    return new ArrayList<>(defaultScopes);
  }

  public void setDefaultScopes(List<String> defaultScopes) {
    this.defaultScopes = List.copyOf(defaultScopes);
  }

  public boolean isRotateRefreshTokens() {
    return rotateRefreshTokens;
  }

  public void setRotateRefreshTokens(boolean rotateRefreshTokens) {
    this.rotateRefreshTokens = rotateRefreshTokens;
  }
}
