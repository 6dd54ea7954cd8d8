package org.postern.admin.scope;

import jakarta.json.JsonObject;
import java.util.List;
import org.postern.admin.common.JsonForms;
import org.postern.entity.DefinedScope;

/**
 * A scope as administrators see it.
 *
 * @param name the scope token
 * @param description the description for people
 * @param audience {@code client}, {@code user} or {@code both}
 * @param roles the roles of which a user must have one, sorted; empty means that no role is needed
 * @param resourceServers the identifiers of the clients to which the scope belongs, sorted
 * @param builtIn whether the scope is one of Postern's own, which cannot be changed
 */
public record ScopeDetails(
    String name,
    String description,
    String audience,
    List<String> roles,
    List<String> resourceServers,
    boolean builtIn) {

  /** The default values of a new scope. */
  static final JsonObject NEW = withoutLimits("").toJson();

  /** Copies the lists. */
  public ScopeDetails {
    roles = List.copyOf(roles);
    resourceServers = List.copyOf(resourceServers);
  }

  /** A scope that everybody may have and every resource server accepts, as a new scope is. */
  static ScopeDetails withoutLimits(String name) {
    return new ScopeDetails(name, "", "both", List.of(), List.of(), false);
  }

  public static ScopeDetails of(DefinedScope scope) {
    return new ScopeDetails(
        scope.name(),
        scope.description(),
        Audience.of(scope.isForClients(), scope.isForUsers()).text(),
        scope.roles().stream().sorted().toList(),
        scope.resourceServers().stream().sorted().toList(),
        scope.isBuiltIn());
  }

  /** The form of the admin API: the form of the import file, and whether the scope is built in. */
  public JsonObject toView() {
    return JsonForms.JSON.createObjectBuilder(toJson()).add("built_in", builtIn).build();
  }

  /** The form of the import file. */
  public JsonObject toJson() {
    return JsonForms.JSON
        .createObjectBuilder()
        .add("name", name)
        .add("description", description)
        .add("for", audience)
        .add("roles", JsonForms.JSON.createArrayBuilder(roles))
        .add("resource_servers", JsonForms.JSON.createArrayBuilder(resourceServers))
        .build();
  }
}
