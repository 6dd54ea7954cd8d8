package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.common.Precondition;
import org.postern.admin.token.TokenAdministration;
import org.postern.console.common.Notices;
import org.postern.console.common.PasswordCheck;
import org.postern.console.common.Redirects;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/** Disables or deletes a client, or ends all its tokens. */
@Named
@RequestScoped
public class ClientDangerBean {

  private static final String PAGE = "clients/danger.xhtml";

  private final ClientAdministration clients;
  private final TokenAdministration tokens;
  private final ClientBean client;
  private final PasswordCheck passwordCheck;
  private final Viewer viewer;
  private final Notices notices;

  private String confirmName = "";

  /** For the proxy only. */
  protected ClientDangerBean() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public ClientDangerBean(
      ClientAdministration clients,
      TokenAdministration tokens,
      ClientBean client,
      PasswordCheck passwordCheck,
      Viewer viewer,
      Notices notices) {
    this.clients = clients;
    this.tokens = tokens;
    this.client = client;
    this.passwordCheck = passwordCheck;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** Disables the client, so that it cannot authenticate, and ends all its tokens. */
  public void disable() {
    enable(false, "danger.disabled");
  }

  /** Enables the client again. */
  public void enable() {
    enable(true, "danger.enabled");
  }

  private void enable(boolean enabled, String done) {
    finish(
        () ->
            clients.change(
                viewer.actor(),
                client.clientId(),
                Precondition.NONE,
                ClientChange.NONE.with(ClientSetting.ENABLED, enabled)),
        done);
  }

  /** Ends all tokens of the client. */
  public void endTokens() {
    finish(
        () -> tokens.revokeAllOfClient(viewer.actor(), client.clientId()), "danger.tokens-ended");
  }

  private void finish(Runnable useCase, String done) {
    if (notices.attempt(useCase)) {
      notices.done(done);
      Redirects.to(PAGE, client.clientId().value());
    }
  }

  /** Deletes the client if its identifier was typed and the password is right. */
  public void delete() {
    String id = client.clientId().value();
    if (!confirmName.strip().equals(id)) {
      notices.errorAt("confirm_name", "danger.name.wrong");
    } else if (passwordCheck.passed()
        && notices.attempt(
            () -> clients.delete(viewer.actor(), client.clientId(), Precondition.NONE))) {
      notices.done("danger.deleted", id);
      Redirects.to("clients/index.xhtml");
    }
  }

  public String getConfirmName() {
    return confirmName;
  }

  public void setConfirmName(String confirmName) {
    this.confirmName = Words.orEmpty(confirmName);
  }
}
