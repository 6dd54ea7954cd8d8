package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.postern.bearer.RequiresScope;
import org.postern.it.AdminOperations.Operation;

/** Holds the table of roles and operations against the resource methods. */
class AdminOperationsTest {

  private static final Map<String, Method> METHODS = AdminOperations.resourceMethods();

  @Test
  void everyResourceMethodHasARow() {
    Set<String> rows =
        AdminOperations.TABLE.stream().map(Operation::operation).collect(Collectors.toSet());

    assertEquals(new TreeSet<>(METHODS.keySet()), new TreeSet<>(rows));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("org.postern.it.AdminOperations#TABLE")
  void letsInTheScopesOfItsRolesAndNoOther(Operation operation) {
    RequiresScope rule = AdminOperations.rule(METHODS.get(operation.operation()));

    assertEquals(0, rule.value().length);
    assertEquals(
        operation.roles().stream().map(role -> role.scope).collect(Collectors.toSet()),
        Set.of(rule.anyOf()));
  }
}
