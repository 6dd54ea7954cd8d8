package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.MadeSecret;
import org.postern.admin.client.SecretDetails;
import org.postern.admin.client.SecretRules;
import org.postern.admin.client.SecretWish;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.console.common.Notices;
import org.postern.console.common.PasswordCheck;
import org.postern.console.common.ShownSecret;
import org.postern.console.common.TimeInput;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/**
 * The secrets of a client, and the form that creates a secret. The page shows a new secret only
 * once.
 */
@Named
@RequestScoped
public class ClientSecretsBean {

  private final ClientAdministration clients;
  private final ClientBean client;
  private final PasswordCheck passwordCheck;
  private final Viewer viewer;
  private final Notices notices;
  private final Clock clock;
  private final String issuer;

  private String label = "";
  private String expires = "";
  private ShownSecret made;

  /** For the proxy only. */
  protected ClientSecretsBean() {
    clients = null;
    client = null;
    passwordCheck = null;
    viewer = null;
    notices = null;
    clock = null;
    issuer = null;
  }

  @Inject
  public ClientSecretsBean(
      ClientAdministration clients,
      ClientBean client,
      PasswordCheck passwordCheck,
      Viewer viewer,
      Notices notices,
      Clock clock,
      PosternConfig config) {
    this.clients = clients;
    this.client = client;
    this.passwordCheck = passwordCheck;
    this.viewer = viewer;
    this.notices = notices;
    this.clock = clock;
    issuer = config.issuer().toString();
  }

  /** The secrets, the oldest first. */
  public List<SecretDetails> getSecrets() {
    return client.getOverview().secrets();
  }

  /** Whether a secret has expired. */
  public boolean expired(SecretDetails secret) {
    return secret.expires().filter(time -> !clock.now().isBefore(time)).isPresent();
  }

  /** Whether a secret works for more than a day. */
  boolean lasts(SecretDetails secret) {
    return SecretRules.lasts(secret.expires(), clock.now());
  }

  /** Creates a secret. Its value is only in the answer to this request. */
  public void make() {
    try {
      Optional<Instant> time = TimeInput.read(expires, viewer.getZone());
      if (passwordCheck.passed()) {
        notices.attempt(() -> make(time));
      }
    } catch (DateTimeException e) {
      notices.errorAt("expires", "secrets.time");
    }
  }

  private void make(Optional<Instant> time) {
    SecretWish wish = new SecretWish(label.strip(), Optional.empty(), time);
    MadeSecret secret = clients.addSecret(viewer.actor(), client.clientId(), wish).value();
    made =
        new ShownSecret(
            client.clientId(), secret.details().label(), secret.value().orElseThrow(), issuer);
    client.refresh();
    label = "";
    expires = "";
  }

  /** The secret that this request has created; null if there is none. */
  public ShownSecret getMade() {
    return made;
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
}
