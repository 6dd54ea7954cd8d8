package org.postern.admin;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import org.postern.oauth.ClientId;

/**
 * A client with everything that hangs on it.
 *
 * @param view settings and use
 * @param secrets the oldest first
 * @param liveTokens how many access tokens may be used; counted up to {@value #MAX_COUNT}
 */
public record ClientOverview(ClientView view, List<SecretDetails> secrets, long liveTokens) {

  /** Up to here tokens are counted, so that a busy client costs no more than others. */
  public static final int MAX_COUNT = 1_000;

  /** Copies the list. */
  public ClientOverview {
    secrets = List.copyOf(secrets);
  }

  /** Its identifier. */
  public ClientId clientId() {
    return view.details().clientId();
  }

  /** As {@link ClientView#toJson}, with secrets and tokens. */
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
