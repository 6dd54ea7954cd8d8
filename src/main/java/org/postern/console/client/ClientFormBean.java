package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.client.SecretGrace;
import org.postern.admin.user.UserRules;
import org.postern.console.common.GraceChoice;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/** The form of a client's general data. */
@Named
@RequestScoped
public class ClientFormBean {

  private final ClientEdit clientEdit;
  private final Viewer viewer;
  private final GraceChoice secretGrace = new GraceChoice(SecretGrace.DEFAULT);

  private String storedOwner;
  private String name;
  private String description;
  private String owner;
  private boolean actsForOwner;
  private boolean allowClientSecretPost;
  private boolean allowPasswordGrantForPublicClient;
  private boolean mayIntrospectAll;
  private boolean vouchesForAddresses;

  /** For the proxy only. */
  protected ClientFormBean() {
    clientEdit = null;
    viewer = null;
  }

  @Inject
  public ClientFormBean(ClientBean client, ClientEdit clientEdit, Viewer viewer) {
    this.clientEdit = clientEdit;
    this.viewer = viewer;
    fill(client.getDetails());
  }

  private void fill(ClientDetails details) {
    name = details.get(ClientSetting.NAME);
    description = details.get(ClientSetting.DESCRIPTION);
    storedOwner = details.get(ClientSetting.OWNER);
    owner = storedOwner;
    actsForOwner = details.get(ClientSetting.ACTS_FOR_OWNER);
    allowClientSecretPost = details.get(ClientSetting.ALLOW_CLIENT_SECRET_POST);
    allowPasswordGrantForPublicClient =
        details.get(ClientSetting.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT);
    mayIntrospectAll = details.get(ClientSetting.MAY_INTROSPECT_ALL);
    vouchesForAddresses = details.get(ClientSetting.VOUCHES_FOR_ADDRESSES);
  }

  /** Saves the form. */
  public void save() {
    ClientChange change =
        ClientChange.NONE
            .with(ClientSetting.NAME, name)
            .with(ClientSetting.DESCRIPTION, description)
            .with(ClientSetting.ALLOW_CLIENT_SECRET_POST, allowClientSecretPost);
    clientEdit.save(viewer.isAdministrator() ? withRights(change) : change, "client");
  }

  private ClientChange withRights(ClientChange change) {
    ClientChange all =
        change
            .with(ClientSetting.OWNER, owner.strip())
            .with(ClientSetting.ACTS_FOR_OWNER, actsForOwner)
            .with(
                ClientSetting.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT,
                allowPasswordGrantForPublicClient)
            .with(ClientSetting.MAY_INTROSPECT_ALL, mayIntrospectAll)
            .with(ClientSetting.VOUCHES_FOR_ADDRESSES, vouchesForAddresses);
    return isOwned() && !UserRules.isNameOf(owner.strip(), storedOwner)
        ? all.withSecretGrace(secretGrace.chosen())
        : all;
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

  /** Whether the client has an owner. */
  public boolean isOwned() {
    return !storedOwner.isEmpty();
  }

  /** How long the secrets go on working after the owner has left. */
  public GraceChoice getSecretGrace() {
    return secretGrace;
  }

  public boolean isActsForOwner() {
    return actsForOwner;
  }

  public void setActsForOwner(boolean actsForOwner) {
    this.actsForOwner = actsForOwner;
  }

  public boolean isAllowClientSecretPost() {
    return allowClientSecretPost;
  }

  public void setAllowClientSecretPost(boolean allowClientSecretPost) {
    this.allowClientSecretPost = allowClientSecretPost;
  }

  public boolean isAllowPasswordGrantForPublicClient() {
    return allowPasswordGrantForPublicClient;
  }

  public void setAllowPasswordGrantForPublicClient(boolean allowPasswordGrantForPublicClient) {
    this.allowPasswordGrantForPublicClient = allowPasswordGrantForPublicClient;
  }

  public boolean isMayIntrospectAll() {
    return mayIntrospectAll;
  }

  public void setMayIntrospectAll(boolean mayIntrospectAll) {
    this.mayIntrospectAll = mayIntrospectAll;
  }

  public boolean isVouchesForAddresses() {
    return vouchesForAddresses;
  }

  public void setVouchesForAddresses(boolean vouchesForAddresses) {
    this.vouchesForAddresses = vouchesForAddresses;
  }
}
