package org.postern.admin;

/** Reads scopes that are written as JSON. */
public final class ScopeInput {

  private ScopeInput() {}

  /**
   * A scope to be defined.
   *
   * @param name of the scope
   * @param change everything else
   */
  public record NewScope(String name, ScopeChange change) {}

  /**
   * Reads a new scope.
   *
   * @throws AdministrationException MALFORMED if it cannot be read as one
   */
  public static NewScope creation(String text) {
    return JsonBody.read(
        text, scope -> new NewScope(scope.requiredText("name").orElse(""), change(scope)));
  }

  /**
   * Reads a merge patch of a scope. RFC 7396.
   *
   * @throws AdministrationException MALFORMED if it cannot be read as one
   */
  public static ScopeChange patch(String text) {
    return JsonBody.readPatch(text, ScopeDetails.NEW, ScopeInput::change);
  }

  /** What a scope has in an import file and in a request alike. */
  static ScopeChange change(JsonMembers scope) {
    return new ScopeChange(
        scope.text("description"),
        scope.text("for"),
        scope.texts("roles"),
        scope.texts("resource_servers"));
  }
}
