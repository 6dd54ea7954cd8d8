package org.postern.admin.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.JsonBody;
import org.postern.admin.common.JsonMembers;
import org.postern.admin.common.SettingValues;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.oauth.ClientId;

/** Reads clients and secrets from JSON. */
public final class ClientInput {

  private static final String CLIENT_ID = "client_id";
  private static final String SECRETS = "secrets";

  // The values that null stands for in a patch. Both types of clients have the same defaults.
  private static final SettingValues DEFAULTS =
      ClientDetails.of(
              new ClientId("-"),
              ClientSettings.ofType(ClientType.CONFIDENTIAL).build(),
              Optional.empty())
          .values()
          .without(ClientSetting.TYPE);

  private ClientInput() {}

  /**
   * Reads a new client. If {@code client_id} is missing, Postern creates the identifier. If {@code
   * secrets} is missing, Postern creates the first secret of a confidential client.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static NewClient creation(String json) {
    return JsonBody.read(
        json,
        client -> {
          Optional<String> clientId = client.text(CLIENT_ID);
          ClientChange settings = ClientChange.read(client);
          List<SecretWish> secrets = new ArrayList<>();
          for (JsonMembers secret : client.objects(SECRETS)) {
            secrets.add(secret(secret));
            secret.refuseOthers();
          }
          if (!client.has(SECRETS)
              && ClientSettingsRules.defaults(settings).type() == ClientType.CONFIDENTIAL) {
            secrets.add(
                new SecretWish(SecretRules.DEFAULT_LABEL, Optional.empty(), Optional.empty()));
          }
          return new NewClient(clientId, settings, secrets);
        });
  }

  /**
   * Reads a merge patch of a client.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static ClientChange patch(String json) {
    return JsonBody.readPatch(
        json,
        DEFAULTS,
        client -> ClientChange.read(client).withSecretGrace(client.duration(SecretGrace.MEMBER)));
  }

  /**
   * Reads a new secret.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static SecretWish secret(String json) {
    return JsonBody.read(json, ClientInput::secret);
  }

  /**
   * Reads a merge patch of a secret's {@code label} and {@code expires}. A null {@code expires}
   * means never.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static SecretChange secretPatch(String json) {
    return JsonBody.read(
        json,
        secret ->
            new SecretChange(secret.text("label"), secret.isNull("expires"), expires(secret)));
  }

  private static Optional<Instant> expires(JsonMembers secret) {
    return secret.isNull("expires") ? Optional.empty() : secret.instant("expires");
  }

  /**
   * Reads the request of a client to add a secret to itself.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static OwnSecret ownSecret(String json) {
    return JsonBody.read(
        json,
        secret ->
            new OwnSecret(
                secret.requiredText("current_secret").orElse(""),
                secret.text("label"),
                secret.text("value"),
                secret.instant("expires"),
                secret.instant("current_expires")));
  }

  private static SecretWish secret(JsonMembers secret) {
    Optional<Instant> expires = secret.instant("expires");
    return new SecretWish(
        secret.text("label").orElse(SecretRules.DEFAULT_LABEL), secret.text("value"), expires);
  }
}
