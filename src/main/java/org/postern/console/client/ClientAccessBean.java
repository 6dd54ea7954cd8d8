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
import org.postern.console.common.LifetimeInput;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;
import org.postern.oauth.GrantType;

/** The form for the grants, scopes and token lifetimes of a client. */
@Named
@RequestScoped
public class ClientAccessBean {

  private final ClientBean client;
  private final ClientEdit clientEdit;
  private final Viewer viewer;
  private final Notices notices;
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
    scopeItems = List.of();
  }

  @Inject
  ClientAccessBean(
      ClientBean client,
      ClientEdit clientEdit,
      ScopeChoices choices,
      Viewer viewer,
      Notices notices) {
    this.client = client;
    this.viewer = viewer;
    this.clientEdit = clientEdit;
    this.notices = notices;
    ClientDetails details = client.getDetails();
    scopeItems = client.isChangeable() ? choices.find(scope -> true, details.scopes()) : List.of();
    grants = details.grants().stream().map(GrantType::value).toList();
    scopes = List.copyOf(details.scopes().tokens());
    defaultScopes = List.copyOf(details.defaultScopes().tokens());
    lifetimes.put("access_token_lifetime", LifetimeInput.of(details.accessTokenLifetime()));
    lifetimes.put(
        "user_access_token_lifetime", LifetimeInput.of(details.userAccessTokenLifetime()));
    lifetimes.put("refresh_token_lifetime", LifetimeInput.of(details.refreshTokenLifetime()));
    lifetimes.put(
        "refresh_token_max_lifetime", LifetimeInput.of(details.refreshTokenMaxLifetime()));
    lifetimes.put("replay_window", LifetimeInput.of(details.replayWindow()));
    rotateRefreshTokens = details.rotateRefreshTokens();
  }

  /** Saves the form. */
  public void save() {
    Map<String, Duration> times = new LinkedHashMap<>();
    lifetimes.forEach(
        (field, input) -> {
          Optional<Duration> time = input.read();
          time.ifPresent(value -> times.put(field, value));
          if (time.isEmpty()) {
            notices.errorAt(field, "access.number");
          }
        });
    if (times.size() == lifetimes.size()) {
      clientEdit.save(
          ClientChange.builder()
              .grants(grants)
              .scopes(scopes)
              .defaultScopes(defaultScopes)
              .accessTokenLifetime(times.get("access_token_lifetime"))
              .userAccessTokenLifetime(times.get("user_access_token_lifetime"))
              .refreshTokenLifetime(times.get("refresh_token_lifetime"))
              .refreshTokenMaxLifetime(times.get("refresh_token_max_lifetime"))
              .replayWindow(times.get("replay_window"))
              .rotateRefreshTokens(rotateRefreshTokens)
              .build(),
          "access");
    }
  }

  /**
   * Whether the user may choose the password grant: the client has it already, or the user is an
   * administrator.
   */
  public boolean isPasswordGivable() {
    return viewer.isAdministrator() || client.getDetails().grants().contains(GrantType.PASSWORD);
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
