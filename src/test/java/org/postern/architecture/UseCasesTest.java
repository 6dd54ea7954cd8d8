package org.postern.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that every use case checks the rights that its caller has at that moment. */
class UseCasesTest {

  private static final String PACKAGE = "org.postern.admin";
  private static final String ACTOR = PACKAGE + ".common.Actor";
  private static final String USE_CASES = PACKAGE + ".common.UseCases";

  /** The methods that need no actor, by class. An empty set stands for all methods of the class. */
  private static final Map<String, Set<String>> WITHOUT_ACTOR =
      Map.of(
          // Lets users in, and looks after sessions.
          "SignIn",
          Set.of(),
          "SessionAdministration",
          Set.of(),
          // Does the renewal itself.
          "RenewalService",
          Set.of(),
          // Acts for the server itself, before the first request.
          "FirstStartAdministration",
          Set.of(),
          // Is called during the start, which it may stop.
          "KnownCredentials",
          Set.of(),
          // Names the resource servers of the token that the caller has.
          "TokenAudience",
          Set.of(),
          // Hashes, and keeps nothing.
          "PasswordPreparation",
          Set.of(),
          // Reads a text.
          "ClientAdministration",
          Set.of("requireId"),
          // Explains a line that the caller has.
          "AuditAdministration",
          Set.of("explain"));

  private static boolean isInside(JavaClass type) {
    return type.getPackageName().startsWith(PACKAGE + ".");
  }

  private static boolean isBean(JavaClass type) {
    return isInside(type) && type.isAnnotatedWith(ApplicationScoped.class);
  }

  /** The beans that other packages may call. */
  private static boolean isEntrance(JavaClass type) {
    return isBean(type)
        && (type.isAnnotatedWith(USE_CASES) || WITHOUT_ACTOR.containsKey(type.getSimpleName()));
  }

  private static boolean isExempt(JavaMethod method) {
    Set<String> names = WITHOUT_ACTOR.get(method.getOwner().getSimpleName());
    return names != null && (names.isEmpty() || names.contains(method.getName()));
  }

  private static boolean hasActor(JavaMethod method) {
    return method.getRawParameterTypes().stream().anyMatch(type -> type.getName().equals(ACTOR));
  }

  @Test
  void everyUseCaseIsAskedForByAnActor() {
    List<String> without =
        Code.CLASSES.stream()
            .filter(UseCasesTest::isEntrance)
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(method -> !isExempt(method) && !hasActor(method))
            .map(JavaMethod::getFullName)
            .toList();

    assertEquals(List.of(), without);
  }

  /** The beans behind the use cases do not renew the actor, so they belong to use cases alone. */
  @Test
  void nobodyOutsideCallsABeanThatDoesNotRenewTheActor() {
    List<JavaAccess<?>> fromOutside =
        Code.CLASSES.stream()
            .filter(type -> !isInside(type))
            .<JavaAccess<?>>flatMap(type -> type.getAccessesFromSelf().stream())
            .filter(access -> isBean(access.getTargetOwner()))
            .toList();
    List<String> forbidden =
        fromOutside.stream()
            .filter(access -> !isEntrance(access.getTargetOwner()))
            .map(JavaAccess::getDescription)
            .toList();

    assertEquals(List.of(), forbidden);
    assertTrue(fromOutside.size() >= 50, fromOutside::toString);
  }

  /** Only the renewal makes actors with rights, apart from the actor of the server itself. */
  @Test
  void nobodyOutsideMakesAnActorWithRights() {
    List<String> open =
        Code.CLASSES.get(ACTOR).getMethods().stream()
            .filter(method -> method.getRawReturnType().getName().equals(ACTOR))
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaMethod::getName)
            .sorted()
            .toList();
    List<String> importing =
        Code.CLASSES.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().getName().equals(ACTOR))
            .filter(call -> call.getTarget().getName().equals("importing"))
            .map(call -> call.getOriginOwner().getSimpleName())
            .distinct()
            .toList();
    List<String> binding =
        Code.CLASSES.stream()
            .filter(type -> type.isAnnotatedWith(Interceptor.class))
            .filter(type -> type.isAnnotatedWith(USE_CASES))
            .map(JavaClass::getSimpleName)
            .toList();

    assertEquals(List.of("collecting", "importing", "presenting", "signedIn"), open);
    assertEquals(List.of("ConfigurationImport"), importing);
    assertEquals(List.of("ActorRenewal"), binding);
  }
}
