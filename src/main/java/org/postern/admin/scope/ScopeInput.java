package org.postern.admin.scope;

import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.JsonBody;

/** Reads scopes from JSON. */
public final class ScopeInput {

  private ScopeInput() {}

  /**
   * A scope to define.
   *
   * @param name the name of the scope
   * @param change the other values
   */
  public record NewScope(String name, ScopeChange change) {}

  /**
   * Reads a new scope.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static NewScope creation(String text) {
    return JsonBody.read(
        text,
        scope -> new NewScope(scope.requiredText("name").orElse(""), ScopeChange.read(scope)));
  }

  /**
   * Reads a merge patch of a scope. RFC 7396.
   *
   * @throws AdministrationException MALFORMED if the text cannot be read
   */
  public static ScopeChange patch(String text) {
    return JsonBody.readPatch(text, ScopeSetting.DEFAULTS, ScopeChange::read);
  }
}
