package org.postern.admin.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.postern.admin.common.JsonForms;

/**
 * A secret that was just added. Only now can its value be shown.
 *
 * @param details the details without the value
 * @param value the value that Postern has created; empty if the caller has chosen it
 */
public record MadeSecret(SecretDetails details, Optional<String> value) {

  /** The form of the admin API, including the value. */
  public JsonObject toView() {
    JsonObjectBuilder view = JsonForms.JSON.createObjectBuilder(details.toView());
    value.ifPresent(text -> view.add("value", text));
    return view.build();
  }

  /** Masks the value. */
  @Override
  public String toString() {
    return "MadeSecret[" + details.label() + "]";
  }
}
