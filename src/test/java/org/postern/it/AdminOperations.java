package org.postern.it;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postern.ApiApplication;
import org.postern.bearer.RequiresScope;

/**
 * Which role may do what at the admin API, with one row for every resource method. A role that a
 * row does not name gets 403. An owner may use a method only for the owner's own clients.
 */
final class AdminOperations {

  /** The roles, by the scope that carries them. */
  enum Role {
    ADMINISTRATOR("postern.admin"),
    READER("postern.admin.read"),
    OWNER("postern.clients");

    final String scope;

    Role(String scope) {
      this.scope = scope;
    }
  }

  private static final Set<Role> ALL = Set.of(Role.values());
  private static final Set<Role> LOOK = Set.of(Role.ADMINISTRATOR, Role.READER);
  private static final Set<Role> OWN = Set.of(Role.ADMINISTRATOR, Role.OWNER);
  private static final Set<Role> ADMINISTER = Set.of(Role.ADMINISTRATOR);

  /**
   * A row.
   *
   * @param operation method and path below {@code api/admin}
   * @param roles the roles that may call it
   * @param status of the answer if the request is allowed
   * @param body of such a request, quotation marks as apostrophes; empty for none
   */
  record Operation(String operation, Set<Role> roles, int status, String body) {

    String method() {
      return operation.substring(0, operation.indexOf(' '));
    }

    String path() {
      return operation.substring(operation.indexOf(' ') + 1);
    }

    String json() {
      return body.replace('\'', '"');
    }

    @Override
    public String toString() {
      return operation;
    }
  }

  static final List<Operation> TABLE =
      List.of(
          row("GET clients", ALL, 200, ""),
          row("POST clients", OWN, 201, "{'client_id':'{new}'}"),
          row("GET clients/{client_id}", ALL, 200, ""),
          row("PATCH clients/{client_id}", OWN, 200, "{'name':'N'}"),
          row("DELETE clients/{client_id}", OWN, 204, ""),
          row("GET clients/{client_id}/secrets", ALL, 200, ""),
          row("POST clients/{client_id}/secrets", OWN, 201, "{'label':'{new}'}"),
          row("PATCH clients/{client_id}/secrets/{label}", OWN, 200, "{'label':'{new}'}"),
          row("DELETE clients/{client_id}/secrets/{label}", OWN, 409, ""),
          row("GET clients/{client_id}/tokens", ALL, 200, ""),
          row("DELETE clients/{client_id}/tokens", OWN, 204, ""),
          row("GET clients/{client_id}/families", ALL, 200, ""),
          row("GET clients/{client_id}/users", ALL, 200, ""),
          row("PUT clients/{client_id}/users/{username}", OWN, 204, ""),
          row("DELETE clients/{client_id}/users/{username}", OWN, 404, ""),
          row("GET scopes", LOOK, 200, ""),
          row("POST scopes", ADMINISTER, 201, "{'name':'{new}'}"),
          row("GET scopes/{name}", LOOK, 404, ""),
          row("PATCH scopes/{name}", ADMINISTER, 404, "{'description':'D'}"),
          row("DELETE scopes/{name}", ADMINISTER, 404, ""),
          row("GET users", LOOK, 200, ""),
          row("POST users", ADMINISTER, 201, "{'username':'{new}'}"),
          row("GET users/{username}", LOOK, 200, ""),
          row("PATCH users/{username}", ADMINISTER, 200, "{'display_name':'N'}"),
          row("DELETE users/{username}", ADMINISTER, 204, ""),
          row("POST users/{username}/one-time-password", ADMINISTER, 200, "{}"),
          row("GET users/{username}/clients", LOOK, 200, ""),
          row("GET users/{username}/tokens", LOOK, 200, ""),
          row("DELETE users/{username}/tokens", ADMINISTER, 204, ""),
          row("GET users/{username}/families", LOOK, 200, ""),
          row("DELETE tokens/{id}", OWN, 404, ""),
          row("DELETE families/{id}", OWN, 404, ""),
          row("GET export", ADMINISTER, 200, ""),
          row("POST import", ADMINISTER, 200, "{'version':1}"),
          row("GET audit", ALL, 200, ""),
          row("GET audit/{reference}", ALL, 404, ""));

  private AdminOperations() {}

  private static Operation row(String operation, Set<Role> roles, int status, String body) {
    return new Operation(operation, roles, status, body);
  }

  /** The resource methods of the admin API, by method and path below {@code api/admin}. */
  static Map<String, Method> resourceMethods() {
    Map<String, Method> methods = new LinkedHashMap<>();
    allResourceMethods()
        .forEach(
            (operation, method) -> {
              if (operation.contains(" admin/")) {
                methods.put(operation.replace(" admin/", " "), method);
              }
            });
    return methods;
  }

  /** The resource methods, by method and path below {@code api}. */
  static Map<String, Method> allResourceMethods() {
    Map<String, Method> methods = new LinkedHashMap<>();
    for (Class<?> resource : new ApiApplication().getClasses()) {
      Path root = resource.getAnnotation(Path.class);
      if (root == null) {
        continue;
      }
      for (Method method : resource.getDeclaredMethods()) {
        Path more = method.getAnnotation(Path.class);
        String path = root.value() + (more == null ? "" : "/" + more.value());
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            methods.put(http.value() + " " + path, method);
          }
        }
      }
    }
    return methods;
  }

  /** The rule of a resource method for tokens; null if the method needs no token. */
  static RequiresScope rule(Method method) {
    RequiresScope onMethod = method.getAnnotation(RequiresScope.class);
    return onMethod != null
        ? onMethod
        : method.getDeclaringClass().getAnnotation(RequiresScope.class);
  }
}
