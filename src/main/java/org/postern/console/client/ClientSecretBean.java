package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.SecretChange;
import org.postern.admin.client.SecretDetails;
import org.postern.console.common.Edit;
import org.postern.console.common.Notices;
import org.postern.console.common.TimeInput;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/** One secret of a client, which the parameter {@code label} of the address names. */
@Named
@RequestScoped
public class ClientSecretBean {

  private static final String PAGE = "secrets";

  private final ClientAdministration clients;
  private final ClientBean client;
  private final ClientSecretsBean secrets;
  private final ClientEdit clientEdit;
  private final Edit edit;
  private final Viewer viewer;
  private final Notices notices;
  private final SecretDetails secret;

  private String label;
  private String expires;
  private boolean evenLast;

  /** For the proxy only. */
  protected ClientSecretBean() {
    clients = null;
    client = null;
    secrets = null;
    clientEdit = null;
    edit = null;
    viewer = null;
    notices = null;
    secret = null;
  }

  @Inject
  public ClientSecretBean(
      ClientAdministration clients,
      ClientBean client,
      ClientSecretsBean secrets,
      ClientEdit clientEdit,
      Edit edit,
      Viewer viewer,
      Notices notices) {
    this.clients = clients;
    this.client = client;
    this.secrets = secrets;
    this.clientEdit = clientEdit;
    this.edit = edit;
    this.viewer = viewer;
    this.notices = notices;
    secret = clients.secret(viewer.actor(), client.clientId(), viewer.parameter("label"));
    label = secret.label();
    expires = TimeInput.write(secret.expires(), viewer.getZone());
  }

  /** The secret as it is stored. */
  public SecretDetails getSecret() {
    return secret;
  }

  /** Whether this secret works and no other secret of the client works for more than a day. */
  public boolean isLast() {
    return !secrets.expired(secret)
        && secrets.getSecrets().stream()
            .filter(other -> !other.label().equals(secret.label()))
            .noneMatch(secrets::lasts);
  }

  /** Saves label and expiry. */
  public void save() {
    try {
      Optional<Instant> time = TimeInput.read(expires, viewer.getZone());
      // An unchanged time keeps its fraction of a second, which the field does not show.
      boolean same = expires.equals(TimeInput.write(secret.expires(), viewer.getZone()));
      SecretChange change =
          new SecretChange(
              Optional.of(label.strip()), !same && time.isEmpty(), same ? Optional.empty() : time);
      clientEdit.run(
          () ->
              clients.changeSecret(
                  viewer.actor(),
                  client.clientId(),
                  secret.label(),
                  edit.precondition(),
                  change,
                  evenLast),
          "client.saved",
          PAGE);
    } catch (DateTimeException e) {
      notices.errorAt("expires", "secrets.time");
    }
  }

  /** Removes the secret. */
  public void remove() {
    clientEdit.run(
        () ->
            clients.removeSecret(
                viewer.actor(), client.clientId(), secret.label(), edit.precondition(), evenLast),
        "secrets.removed",
        PAGE);
  }

  public String getLabel() {
    return label;
  }

  public void setLabel(String label) {
    this.label = Words.orEmpty(label);
  }

  public String getExpires() {
    return expires;
  }

  public void setExpires(String expires) {
    this.expires = Words.orEmpty(expires);
  }

  /** Whether the user has agreed to end the last secret that works. */
  public boolean isEvenLast() {
    return evenLast;
  }

  public void setEvenLast(boolean evenLast) {
    this.evenLast = evenLast;
  }
}
