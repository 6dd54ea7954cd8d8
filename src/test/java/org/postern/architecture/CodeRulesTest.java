package org.postern.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Application;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class CodeRulesTest {

  private static final Set<String> SYSTEM_TIME =
      Set.of(
          "now", "system", "systemUTC", "systemDefaultZone", "tick", "tickMillis", "tickSeconds");

  private static final DescribedPredicate<JavaClass> TRANSACTIONAL =
      DescribedPredicate.describe(
          "transactional",
          type ->
              type.isAnnotatedWith(Transactional.class)
                  || type.getMethods().stream()
                      .anyMatch(method -> method.isAnnotatedWith(Transactional.class)));

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.postern.(**)").should().beFreeOfCycles().check(Code.CLASSES);
  }

  @Test
  void noEndpointImportsAnother() {
    slices()
        .matching("org.postern.endpoint.(*)..")
        .should()
        .notDependOnEachOther()
        .check(Code.CLASSES);
  }

  @Test
  void theRootPackageHoldsOnlyApplications() {
    classes()
        .that()
        .resideInAPackage("org.postern")
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .should()
        .beAssignableTo(Application.class)
        .check(Code.CLASSES);
  }

  @Test
  void transactionsAreOpenedByServicesAdministrationsAndWritersOnly() {
    classes()
        .that(are(TRANSACTIONAL))
        .should()
        .haveSimpleNameEndingWith("Service")
        .orShould()
        .haveSimpleNameEndingWith("Administration")
        .orShould()
        .resideInAnyPackage(
            "org.postern.audit", "org.postern.throttle", "org.postern.setup", "org.postern.job")
        .check(Code.CLASSES);
  }

  @Test
  void everyServiceOpensATransaction() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Service")
        .should(
            new ArchCondition<>("have a method that opens a transaction") {
              @Override
              public void check(JavaClass service, ConditionEvents events) {
                if (!TRANSACTIONAL.test(service)) {
                  events.add(
                      SimpleConditionEvent.violated(service, service.getName() + " opens none"));
                }
              }
            })
        .check(Code.CLASSES);
  }

  /** Each of them is alike: a resource speaks HTTP, an endpoint takes the steps. */
  @Test
  void resourcesOfTheOAuthEndpointsTakeNoStepThemselves() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.postern.endpoint.token",
            "org.postern.endpoint.introspection",
            "org.postern.endpoint.revocation")
        .and()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Service")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.postern.clientauth", "org.postern.grant", "org.postern.access")
        .check(Code.CLASSES);
  }

  @Test
  void onlyTheClockKnowsTheTime() {
    DescribedPredicate<JavaAccess<?>> systemTime =
        DescribedPredicate.describe(
            "reads the system's time",
            access ->
                (access.getTargetOwner().getPackageName().equals("java.time")
                        && SYSTEM_TIME.contains(access.getTarget().getName()))
                    || (access.getTargetOwner().isEquivalentTo(System.class)
                        && access.getTarget().getName().equals("currentTimeMillis"))
                    || access.getTargetOwner().isEquivalentTo(Date.class));

    // Another application has no clock of ours.
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.postern.config.Clock")
        .and()
        .doNotHaveFullyQualifiedName("org.postern.guest.IntrospectingTokenVerifier")
        .should()
        .accessTargetWhere(systemTime)
        .check(Code.CLASSES);
  }

  @Test
  void randomValuesAreSecure() {
    noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callConstructor(Random.class, long.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .check(Code.CLASSES);
  }

  @Test
  void nothingIsWrittenToTheStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(Code.CLASSES);
  }

  @Test
  void noApiOfOneServerIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.wildfly..",
            "org.jboss..",
            "org.hibernate..",
            "io.undertow..",
            "org.glassfish..",
            "com.sun..",
            "fish.payara..",
            "org.eclipse.persistence..")
        .check(Code.CLASSES);
  }
}
