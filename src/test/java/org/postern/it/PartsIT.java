package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that no part with a known vulnerability is shipped or provisioned. The libraries in the WAR
 * and the modules of the provisioned server are compared with {@code parts.csv}, the list of parts
 * that were reviewed.
 */
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class PartsIT {

  /** Name and version of a file: the version begins at the first number that a dot follows. */
  private static final Pattern FILE = Pattern.compile("(.+?)(?:-(\\d+\\..*))?\\.jar");

  /** The part of a version that can be compared, without the suffix of a build. */
  private static final Pattern COMPARABLE = Pattern.compile("\\d+(\\.\\w+)*");

  /**
   * A line of the list.
   *
   * @param name of the part; {@code *} stands for anything
   * @param oldest version that may be used; 0 if any may
   * @param lookedAt when; empty if a request does not reach the part
   */
  private record Entry(String name, String oldest, Optional<LocalDate> lookedAt) {

    static Entry parse(String line) {
      String[] fields = line.split(";", 4);
      assertEquals(4, fields.length, line);
      Optional<LocalDate> lookedAt =
          fields[2].isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(fields[2]));
      return new Entry(fields[0], fields[1], lookedAt);
    }

    boolean fits(String part) {
      return part.matches(Pattern.quote(name).replace("*", "\\E.*\\Q"));
    }

    boolean accepts(String version) {
      return oldest.equals("0") || comparable(version).compareTo(comparable(oldest)) >= 0;
    }
  }

  private static Version comparable(String version) {
    Matcher matcher = COMPARABLE.matcher(version);
    assertTrue(matcher.lookingAt(), version);
    return Version.parse(matcher.group());
  }

  private static List<Entry> list() throws IOException {
    try (InputStream file = PartsIT.class.getResourceAsStream("/parts.csv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(Entry::parse)
          .toList();
    }
  }

  /** The problems of these files; empty if all of them may be used. */
  private static List<String> faults(List<Entry> list, List<String> files) {
    List<String> faults = new ArrayList<>();
    for (String file : files) {
      Matcher matcher = FILE.matcher(file);
      assertTrue(matcher.matches(), file);
      Optional<Entry> entry =
          list.stream()
              .filter(each -> each.fits(matcher.group(1)))
              .max(Comparator.comparingInt(each -> each.name().length()));
      if (entry.isEmpty()) {
        faults.add(file + " is not in parts.csv: look whether it has a known fault");
      } else if (matcher.group(2) != null && !entry.get().accepts(matcher.group(2))) {
        faults.add(file + " is older than " + entry.get().oldest() + ": see parts.csv");
      }
    }
    return faults;
  }

  private static List<String> inWar() throws IOException {
    try (ZipFile war = new ZipFile(System.getProperty("it.war"))) {
      return war.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
          .map(name -> name.substring("WEB-INF/lib/".length()))
          .sorted()
          .toList();
    }
  }

  private static List<String> inServer() throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of(System.getProperty("it.server.home")))) {
      return walk.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .distinct()
          .sorted()
          .toList();
    }
  }

  @Test
  void theWarHasNoPartWithAKnownFault() throws IOException {
    List<String> files = inWar();

    assertEquals(List.of(), faults(list(), files));
    assertEquals(5, files.size(), files::toString);
  }

  @Test
  @Tag(Kinds.WILDFLY)
  void theProvisionedServerHasNoPartWithAKnownFault() throws IOException {
    List<String> files = inServer();

    assertEquals(List.of(), faults(list(), files));
    assertTrue(files.stream().anyMatch(file -> file.startsWith("undertow-core-")));
  }

  /** If the WAR has a library in two versions, one of them is left over from an earlier build. */
  @Test
  void theWarHasEachPartOnce() throws IOException {
    TreeMap<String, List<String>> files = new TreeMap<>();
    for (String file : inWar()) {
      Matcher matcher = FILE.matcher(file);
      assertTrue(matcher.matches(), file);
      files.computeIfAbsent(matcher.group(1), name -> new ArrayList<>()).add(file);
    }

    assertTrue(files.values().stream().allMatch(same -> same.size() == 1), files::toString);
  }

  @Test
  void aPartIsRefusedThatIsOlderOrUnknown() {
    List<Entry> list =
        List.of(
            Entry.parse("undertow-core;2.3.25.Final;2026-11-30;CVE-2026-28367"),
            Entry.parse("undertow-*;0;;"));

    assertAll(
        () -> assertEquals(List.of(), faults(list, List.of("undertow-core-2.3.25.Final.jar"))),
        () -> assertEquals(List.of(), faults(list, List.of("undertow-core-2.3.100.Final.jar"))),
        () -> assertEquals(List.of(), faults(list, List.of("undertow-servlet-1.0.0.Final.jar"))),
        () ->
            assertEquals(
                List.of("undertow-core-2.3.24.Final.jar is older than 2.3.25.Final: see parts.csv"),
                faults(list, List.of("undertow-core-2.3.24.Final.jar"))),
        () ->
            assertEquals(
                List.of(
                    "new-1.0.jar is not in parts.csv: look whether it has a known fault",
                    "new.jar is not in parts.csv: look whether it has a known fault"),
                faults(list, List.of("new-1.0.jar", "new.jar"))));
  }
}
