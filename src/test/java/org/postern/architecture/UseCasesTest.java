package org.postern.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that every use case checks the rights that its caller has at that moment. */
class UseCasesTest {

  private static final String PACKAGE = "org.postern.admin";
  private static final String ACTOR = PACKAGE + ".Actor";
  private static final String USE_CASES = PACKAGE + ".UseCases";

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

  private static Stream<JavaClass> beans() {
    return Code.CLASSES.stream()
        .filter(type -> type.getPackageName().equals(PACKAGE))
        .filter(type -> type.isAnnotatedWith(ApplicationScoped.class))
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
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
        beans()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(method -> !isExempt(method) && !hasActor(method))
            .map(JavaMethod::getFullName)
            .toList();

    assertEquals(List.of(), without);
  }

  @Test
  void everyBeanWithUseCasesRenewsTheActor() {
    List<JavaClass> withUseCases =
        beans()
            .filter(
                type ->
                    type.getMethods().stream()
                        .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE))
                        .anyMatch(method -> hasActor(method) && !isExempt(method)))
            .toList();
    List<String> forgotten =
        withUseCases.stream()
            .filter(type -> !type.isAnnotatedWith(USE_CASES))
            .map(JavaClass::getName)
            .toList();

    assertEquals(List.of(), forgotten);
    assertTrue(withUseCases.size() >= 14, withUseCases::toString);
  }

  /** Only the renewal makes actors with rights, apart from the actor of the server itself. */
  @Test
  void nobodyOutsideMakesAnActorWithRights() {
    List<String> open =
        Code.CLASSES.get(ACTOR).getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaMethod::getName)
            .sorted()
            .toList();
    List<String> binding =
        Code.CLASSES.stream()
            .filter(type -> type.isAnnotatedWith(Interceptor.class))
            .filter(type -> type.isAnnotatedWith(USE_CASES))
            .map(JavaClass::getSimpleName)
            .toList();

    assertEquals(List.of("presenting", "signedIn"), open);
    assertEquals(List.of("ActorRenewal"), binding);
  }
}
