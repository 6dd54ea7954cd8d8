package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.common.Setting;
import org.postern.admin.scope.ScopeSetting;
import org.postern.admin.user.UserSetting;
import org.postern.bearer.RequiresScope;
import org.postern.grant.GrantCatalogues;
import org.postern.it.OpenApi.Operation;

/** Compares the OpenAPI document with the resource methods. */
class OpenApiTest {

  private static final JsonArray ANY_TOKEN =
      Json.createArrayBuilder()
          .add(Json.createObjectBuilder().add("token", JsonValue.EMPTY_JSON_ARRAY))
          .build();

  private final List<Operation> operations = OpenApi.ofTheWar().operations();

  @Test
  void describesEveryResourceMethodAndNothingElse() {
    Set<String> described =
        operations.stream()
            .map(
                operation ->
                    operation.method() + " " + operation.path().substring("/api/".length()))
            .collect(Collectors.toSet());

    assertEquals(
        new TreeSet<>(AdminOperations.allResourceMethods().keySet()), new TreeSet<>(described));
  }

  @Test
  void givesEveryOperationANameOfItsOwn() {
    Set<String> ids = new HashSet<>();

    operations.forEach(operation -> assertEquals(true, ids.add(operation.id()), operation.id()));
  }

  static Stream<Arguments> tables() {
    return Stream.of(
            Map.entry(
                ClientSetting.ALL,
                List.of("Client", "ClientSummary", "CreatedClient", "NewClient", "ClientPatch")),
            Map.entry(ClientSetting.SELF, List.of("Registration", "RegistrationPatch")),
            Map.entry(ScopeSetting.ALL, List.of("Scope", "NewScope", "ScopePatch")),
            Map.entry(UserSetting.ALL, List.of("User", "NewUser", "UserPatch")),
            Map.entry(UserSetting.PROFILE, List.of("Profile", "ProfilePatch")))
        .flatMap(
            table -> table.getValue().stream().map(schema -> Arguments.of(schema, table.getKey())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void hasEverySetting(String schema, List<? extends Setting<?>> settings) {
    Set<String> missing = settings.stream().map(Setting::name).collect(Collectors.toSet());
    missing.removeAll(OpenApi.ofTheWar().members(schema));

    assertEquals(Set.of(), missing);
  }

  @Test
  void namesTheScopesThatAreAskedFor() {
    Map<String, Method> methods = AdminOperations.allResourceMethods();
    for (Operation operation : operations) {
      Method method =
          methods.get(operation.method() + " " + operation.path().substring("/api/".length()));
      RequiresScope rule = AdminOperations.rule(method);
      Set<String> expected = new HashSet<>();
      if (rule != null) {
        expected.addAll(List.of(rule.anyOf()));
        expected.addAll(List.of(rule.value()));
      }

      assertEquals(expected, scopes(operation), operation.id());
    }
  }

  // Returns the scopes of an operation. The bearer scheme must name at least one; the scheme for
  // any token names none.
  private static Set<String> scopes(Operation operation) {
    JsonArray security = operation.description().getJsonArray("security");
    if (security.equals(ANY_TOKEN)) {
      return Set.of();
    }
    Set<String> scopes = new HashSet<>();
    for (JsonObject one : security.getValuesAs(JsonObject.class)) {
      List<String> named = one.getJsonArray("bearer").getValuesAs(JsonString::getString);
      assertFalse(named.isEmpty(), operation.id());
      scopes.addAll(named);
    }
    return scopes;
  }

  /** OpenAPI allows scopes in two types of schemes only, which Open Liberty checks. */
  @Test
  void offersTheScopesThatAreNamed() {
    JsonObject scheme = OpenApi.ofTheWar().securityScheme("bearer");
    Set<String> offered =
        scheme.getJsonObject("flows").values().stream()
            .flatMap(flow -> flow.asJsonObject().getJsonObject("scopes").keySet().stream())
            .collect(Collectors.toSet());

    assertEquals("oauth2", scheme.getString("type"));
    assertEquals("http", OpenApi.ofTheWar().securityScheme("token").getString("type"));
    assertEquals(
        operations.stream().flatMap(one -> scopes(one).stream()).collect(Collectors.toSet()),
        offered);
  }

  @Test
  void everyChangeThatOverwritesAsksForIfMatch() {
    for (Operation operation : operations) {
      boolean asks =
          operation
              .description()
              .getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY)
              .toString()
              .contains("IfMatch");

      if (operation.method().equals("PATCH") && operation.path().startsWith("/api/admin/")) {
        assertEquals(true, asks, operation.id());
      }
      if (operation.method().equals("GET") || operation.method().equals("POST")) {
        assertEquals(false, asks, operation.id());
      }
    }
  }

  /** The grants stand in the document once, and as the catalogue has them. */
  @Test
  void namesTheGrantsOfTheCatalogue() {
    assertEquals(GrantCatalogues.ALL.types(), OpenApi.ofTheWar().enumeration("GrantType"));
  }
}
