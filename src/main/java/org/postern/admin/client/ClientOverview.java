package org.postern.admin.client;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import org.postern.admin.common.JsonForms;
import org.postern.oauth.ClientId;

/**
 * A client with its secrets and the number of its tokens.
 *
 * @param view the settings and the times of use
 * @param secrets the secrets, the oldest first
 * @param liveTokens how many live access tokens the client has, counted up to {@value #MAX_COUNT}
 */
public record ClientOverview(ClientView view, List<SecretDetails> secrets, long liveTokens) {

  /**
   * The number at which counting of tokens stops, so that a busy client costs no more than others.
   */
  public static final int MAX_COUNT = 1_000;

  /** Copies the list of secrets. */
  public ClientOverview {
    secrets = List.copyOf(secrets);
  }

  /** The identifier of the client. */
  public ClientId clientId() {
    return view.details().clientId();
  }

  /** The form of {@link ClientView#toJson}, with secrets and the number of tokens. */
  public JsonObject toJson() {
    JsonArrayBuilder views = JsonForms.JSON.createArrayBuilder();
    secrets.forEach(secret -> views.add(secret.toView()));
    return JsonForms.JSON
        .createObjectBuilder(view.toJson())
        .add("secrets", views)
        .add("live_tokens", liveTokens)
        .build();
  }
}
