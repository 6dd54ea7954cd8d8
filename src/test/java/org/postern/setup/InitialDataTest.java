package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.admin.common.Actor;
import org.postern.admin.start.KnownCredentials;
import org.postern.admin.transfer.ConfigurationImport;
import org.postern.config.PosternConfig;

class InitialDataTest {

  @TempDir private Path directory;

  private Path file;
  private final List<String> applied = new ArrayList<>();
  private final ConfigurationImport collecting =
      new ConfigurationImport() {
        @Override
        public boolean apply(Actor actor, String text) {
          return applied.add(text);
        }
      };

  private final List<String> inUse = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final KnownCredentials known =
      new KnownCredentials() {
        @Override
        public List<String> findInUse(String text) {
          asked.add(text);
          return inUse;
        }
      };

  @BeforeEach
  void nameFile() {
    file = directory.resolve("import.json");
  }

  private InitialData with(Map<String, String> settings) {
    return new InitialData(
        new PosternConfig(name -> Optional.ofNullable(settings.get(name))), collecting, known);
  }

  private InitialData withFile() {
    return with(Map.of("postern.import", file.toString(), "postern.demo", "true"));
  }

  private void refuses(String wanted) {
    StartUpException refusal = assertThrows(StartUpException.class, () -> withFile().apply());

    assertEquals("postern.import is '" + file + "', but must be " + wanted, refusal.getMessage());
  }

  @Test
  void appliesNothingUnlessAsked() {
    InitialData data = with(Map.of());
    data.apply();

    assertEquals(List.of(), applied);
    assertFalse(data.isDemo());
  }

  @Test
  void refusesADatabaseWithDemoCredentialsUnderAPublicIssuer() {
    inUse.addAll(List.of("user alice", "client testclient"));
    InitialData data = with(Map.of("postern.issuer", "https://login.example.org"));

    StartUpException refusal = assertThrows(StartUpException.class, data::apply);

    assertEquals(
        "postern.issuer is not loopback, and these of the demo data are in the database with the"
            + " passwords and secrets that everybody knows: user alice, client testclient. Start"
            + " with an empty database, or change them under a loopback issuer"
            + " (postern.allow-demo-on-public-issuer=true lifts this)",
        refusal.getMessage());
    assertTrue(asked.get(0).contains("\"testclient\""));
  }

  @Test
  void startsWithDemoCredentialsOnLoopbackOrWhereThatIsAllowed() {
    inUse.add("user alice");
    with(Map.of("postern.issuer", "https://localhost:8443/postern")).apply();
    with(Map.of(
            "postern.issuer", "https://login.example.org",
            "postern.demo", "true",
            "postern.allow-demo-on-public-issuer", "true"))
        .apply();

    assertEquals(List.of(), asked);
    assertEquals(1, applied.size());
  }

  @Test
  void startsUnderAPublicIssuerWithoutDemoCredentials() {
    with(Map.of("postern.issuer", "https://login.example.org")).apply();

    assertEquals(1, asked.size());
  }

  @Test
  void appliesTheDemoDataWhenAsked() {
    InitialData data = with(Map.of("postern.demo", "true"));
    data.apply();

    assertTrue(applied.get(0).contains("\"testclient\""));
    assertTrue(data.isDemo());
  }

  @Test
  void appliesTheFileInPlaceOfTheDemoData() throws IOException {
    Files.writeString(file, "{ü}");
    withFile().apply();

    assertEquals(List.of("{ü}"), applied);
    assertFalse(withFile().isDemo());
  }

  @Test
  void skipsAByteOrderMark() throws IOException {
    Files.writeString(file, "\uFEFF{ü}");
    withFile().apply();

    assertEquals(List.of("{ü}"), applied);
  }

  @Test
  void refusesAFileThatDoesNotExist() {
    refuses("a file that exists");
  }

  @Test
  void refusesADirectory() throws IOException {
    Files.createDirectory(file);
    refuses("a file that exists");
  }

  @Test
  void refusesAnotherCharset() throws IOException {
    Files.write(file, "{ü}".getBytes(StandardCharsets.ISO_8859_1));
    refuses("a file in UTF-8");
  }

  @Test
  void tellsFilePointerAndReason() throws IOException {
    Files.writeString(file, "{\"x\": 1}");
    ConfigurationImport refusing =
        new ConfigurationImport(null, null, null, null, null, null, null, null, null, null);
    PosternConfig config =
        new PosternConfig(
            name ->
                name.equals("postern.import") ? Optional.of(file.toString()) : Optional.empty());
    StartUpException refusal =
        assertThrows(
            StartUpException.class, () -> new InitialData(config, refusing, known).apply());

    assertEquals(
        "Nothing of "
            + file
            + " was applied, because of:\n  /version: is missing\n  /x: is not known",
        refusal.getMessage());
  }
}
