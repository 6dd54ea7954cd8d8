package org.postern.admin;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * A secret that was just added: the only moment at which a value is shown.
 *
 * @param details what is known of it from now on
 * @param value the one that Postern made; empty if the caller chose it
 */
public record MadeSecret(SecretDetails details, Optional<String> value) {

  /** As its maker sees it, this once. */
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
