package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A tag with a slip of the pen would run a test nowhere, or everywhere, and nobody would notice.
 */
class KindsTest {

  private static final Pattern SELECTION =
      Pattern.compile("it\\.(?:kinds|without)(?:='([^']*)'|=([^'\\s]+)|>([^<]*))");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]+");

  private static final List<JavaClass> TESTS =
      new ClassFileImporter()
              .withImportOption(location -> location.contains("/test-classes/"))
              .importPackages("org.postern")
              .stream()
              .filter(one -> one.getSimpleName().matches(".*(IT|Chaos|Benchmark)"))
              .toList();

  private static Set<String> known() throws IllegalAccessException {
    Set<String> known = new TreeSet<>();
    for (Field field : Kinds.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        known.add((String) field.get(null));
      }
    }
    return known;
  }

  private static Set<String> tags(AnnotatedElement element) {
    return Stream.of(element.getAnnotationsByType(Tag.class))
        .map(Tag::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> tags(JavaClass one) {
    Set<String> tags = tags(one.reflect());
    for (JavaMethod method : one.getMethods()) {
      tags.addAll(tags(method.reflect()));
    }
    return tags;
  }

  @Test
  void everyTagIsOneOfThese() throws IllegalAccessException {
    Set<String> used = new TreeSet<>();
    TESTS.forEach(one -> used.addAll(tags(one)));

    assertEquals(known(), used);
  }

  @Test
  void everySelectionNamesTheseTagsOnly() throws IllegalAccessException, IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("pom.xml"), Path.of(".ci/run")));
    try (Stream<Path> servers = Files.list(Path.of("src/test/servers"))) {
      servers.forEach(files::add);
    }
    Set<String> named = new TreeSet<>();
    for (Path file : files) {
      SELECTION
          .matcher(Files.readString(file).replace("&amp;", "&"))
          .results()
          .flatMap(match -> WORD.matcher(selected(match)).results())
          .forEach(word -> named.add(word.group()));
    }
    named.remove("none");

    assertEquals(known(), named);
  }

  private static String selected(MatchResult match) {
    return Stream.of(1, 2, 3).map(match::group).filter(Objects::nonNull).findFirst().orElseThrow();
  }

  /** The server of a test is its own if it makes one; the shared ones are made elsewhere. */
  @Test
  void everyTestThatMakesAServerSaysSo() {
    Set<String> kinds = Set.of(Kinds.OWN_SERVER, Kinds.RESTART, Kinds.OVERLOAD, Kinds.CLUSTER);

    List<String> silent =
        TESTS.stream()
            .filter(one -> one.getSimpleName().endsWith("IT"))
            .filter(KindsTest::makesAServer)
            .filter(one -> tags(one).stream().noneMatch(kinds::contains))
            .map(JavaClass::getSimpleName)
            .toList();

    assertEquals(List.of(), silent);
  }

  private static boolean makesAServer(JavaClass one) {
    return one.getAccessesFromSelf().stream()
        .filter(access -> Set.of("create", "<init>", "withCors").contains(access.getName()))
        .map(access -> access.getTargetOwner())
        .anyMatch(
            owner ->
                owner.isAssignableTo(Server.class)
                    || owner.isEquivalentTo(FaultyServer.class)
                    || owner.isEquivalentTo(SettingsServer.class));
  }

  @Test
  void everyTestInABrowserSaysSo() {
    List<String> silent =
        TESTS.stream()
            .filter(
                one ->
                    one.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> use.getTargetClass().isEquivalentTo(Browser.class)))
            .filter(one -> !tags(one).contains(Kinds.BROWSER))
            .map(JavaClass::getSimpleName)
            .toList();

    assertEquals(List.of(), silent);
  }

  @Test
  void everyKindHasASample() {
    Set<String> sampled = new TreeSet<>();
    TESTS.stream()
        .map(KindsTest::tags)
        .filter(tags -> tags.contains(Kinds.SAMPLE))
        .forEach(sampled::addAll);

    assertTrue(
        sampled.containsAll(Set.of(Kinds.OWN_SERVER, Kinds.RESTART, Kinds.RACE, Kinds.BROWSER)),
        sampled::toString);
  }
}
