package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.client.NewClient;
import org.postern.admin.client.RegisteredWithSecrets;
import org.postern.admin.client.SecretWish;
import org.postern.config.PosternConfig;
import org.postern.console.common.Notices;
import org.postern.console.common.PasswordCheck;
import org.postern.console.common.Redirects;
import org.postern.console.common.ShownSecret;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/**
 * Registers a client in three steps: its kind (parameter {@code kind}), its data, and the new
 * secret.
 */
@Named
@RequestScoped
public class NewClientBean {

  private static final String LABEL = "default";

  private final ClientAdministration clients;
  private final PasswordCheck passwordCheck;
  private final Viewer viewer;
  private final Notices notices;
  private final String issuer;
  private final ClientKind kind;
  private final List<SelectItem> scopeItems;

  private String clientId = "";
  private String name = "";
  private String description = "";
  private String owner = "";
  private String userAccess = "assigned";
  private List<String> scopes = List.of();
  private String registeredId;
  private ShownSecret made;

  /** For the proxy only. */
  protected NewClientBean() {
    clients = null;
    passwordCheck = null;
    viewer = null;
    notices = null;
    issuer = null;
    kind = null;
    scopeItems = List.of();
  }

  @Inject
  NewClientBean(
      ClientAdministration clients,
      ScopeChoices choices,
      PasswordCheck passwordCheck,
      Viewer viewer,
      Notices notices,
      PosternConfig config) {
    this.clients = clients;
    this.passwordCheck = passwordCheck;
    this.viewer = viewer;
    this.notices = notices;
    issuer = config.issuer().toString();
    kind = ClientKind.of(viewer.parameter("kind")).orElse(null);
    // This call refuses a user who may not register clients.
    scopeItems = choices.find(scope -> kind != null && kind.fits(scope), List.of());
  }

  /** The kinds of clients that the user may register. */
  public List<ClientKind> getKinds() {
    return viewer.isAdministrator()
        ? List.of(ClientKind.values())
        : List.of(ClientKind.SERVICE, ClientKind.SERVER);
  }

  /** The chosen kind; null if none is chosen yet. */
  public ClientKind getKind() {
    return kind;
  }

  /** The number of the step, 1 to 3. */
  public int getStep() {
    return made != null ? 3 : kind != null ? 2 : 1;
  }

  /**
   * Registers the client. The page then shows its secret, or goes to the client's page if it has
   * none.
   */
  public void register() {
    if (kind.hasSecret() && !passwordCheck.passed()) {
      return;
    }
    if (notices.attempt(() -> show(clients.register(viewer.actor(), client()))) && made == null) {
      notices.done("new.done");
      Redirects.to("clients/client.xhtml", registeredId);
    }
  }

  private NewClient client() {
    ClientChange settings =
        kind.settings().with(ClientSetting.NAME, name).with(ClientSetting.DESCRIPTION, description);
    if (kind.hasUsers()) {
      settings = settings.with(ClientSetting.USER_ACCESS, userAccess);
    }
    if (kind.asks()) {
      settings =
          settings.with(ClientSetting.SCOPES, scopes).with(ClientSetting.DEFAULT_SCOPES, scopes);
    }
    if (viewer.isAdministrator() && !owner.isBlank()) {
      settings = settings.with(ClientSetting.OWNER, owner.strip());
    }
    return new NewClient(
        clientId.isEmpty() ? Optional.empty() : Optional.of(clientId),
        settings,
        kind.hasSecret()
            ? List.of(new SecretWish(LABEL, Optional.empty(), Optional.empty()))
            : List.of());
  }

  private void show(RegisteredWithSecrets registered) {
    registeredId = registered.client().value().clientId().value();
    registered.secrets().stream()
        .flatMap(secret -> secret.value().stream())
        .forEach(
            value ->
                made =
                    new ShownSecret(registered.client().value().clientId(), LABEL, value, issuer));
  }

  /** The scopes to choose from. */
  public List<SelectItem> getScopeItems() {
    return scopeItems;
  }

  /** The secret that this request has created; null if there is none. */
  public ShownSecret getMade() {
    return made;
  }

  public String getClientId() {
    return clientId;
  }

  public void setClientId(String clientId) {
    this.clientId = Words.orEmpty(clientId).strip();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = Words.orEmpty(name);
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = Words.orEmpty(description);
  }

  public String getOwner() {
    return owner;
  }

  public void setOwner(String owner) {
    this.owner = Words.orEmpty(owner);
  }

  /** Which users may use the client: {@code assigned} or {@code everyone}. */
  public String getUserAccess() {
    return userAccess;
  }

  public void setUserAccess(String userAccess) {
    this.userAccess = Words.orEmpty(userAccess);
  }

  // Return a list that can be changed, because Faces creates a list of the same class for the
  // values that it reads.
  public List<String> getScopes() {
    return new ArrayList<>(scopes);
  }

  public void setScopes(List<String> scopes) {
    this.scopes = List.copyOf(scopes);
  }
}
