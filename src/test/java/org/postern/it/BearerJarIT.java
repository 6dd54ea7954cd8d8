package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The jar for other WARs contains the packages that guard another application, and nothing else.
 */
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class BearerJarIT {

  static final Path JAR = Path.of(System.getProperty("it.bearer.jar"));

  private static final String OURS = "org.postern.";

  private static final List<String> OF_THE_PLATFORM =
      List.of(
          "java.",
          "jakarta.annotation.",
          "jakarta.enterprise.",
          "jakarta.inject.",
          "jakarta.json.",
          "jakarta.ws.rs.",
          "org.eclipse.microprofile.config.");

  @Test
  void holdsNothingElse() throws IOException {
    Set<String> others = new TreeSet<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .filter(name -> !name.matches("org/postern/(guest|bearer|oauth|setting)/[^/]+\\.class"))
          .forEach(others::add);
    }

    assertEquals(Set.of("META-INF/MANIFEST.MF", "META-INF/beans.xml"), others);
  }

  @Test
  void needsNothingElse() throws IOException {
    Set<String> inside = new TreeSet<>();
    Set<String> missing = new TreeSet<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      var classes = new ClassFileImporter().importJar(jar);
      classes.forEach(one -> inside.add(one.getName()));
      for (JavaClass one : classes) {
        for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (!target.isPrimitive() && !isThere(target.getName(), inside)) {
            missing.add(dependency.getDescription());
          }
        }
      }
    }

    assertTrue(inside.contains("org.postern.guest.IntrospectingTokenVerifier"), inside::toString);
    assertEquals(Set.of(), missing);
  }

  private static boolean isThere(String name, Set<String> inside) {
    return name.startsWith(OURS)
        ? inside.contains(name)
        : OF_THE_PLATFORM.stream().anyMatch(name::startsWith);
  }
}
