package org.postern.console.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.admin.trail.AuditEntry;
import org.postern.admin.trail.Explanation;
import org.postern.audit.FactKind;
import org.postern.console.common.Difference;
import org.postern.oauth.RefusalReason;

class AuditTextsTest {

  private final AuditTexts texts = new AuditTexts();

  @Test
  void showsBothSidesOfMembersThatDiffer() {
    AuditEntry entry =
        changed("{\"before\":{\"a\":\"1\",\"same\":2},\"after\":{\"a\":[\"x\",\"y\"],\"same\":2}}");

    assertEquals(List.of(new Difference("a", "1", "x, y")), texts.changes(entry));
  }

  @Test
  void showsOneSideOfWhatIsNewOrGone() {
    assertEquals(
        List.of(new Difference("a", "", "1")), texts.changes(changed("{\"after\":{\"a\":\"1\"}}")));
    assertEquals(
        List.of(new Difference("a", "1", "")),
        texts.changes(changed("{\"before\":{\"a\":\"1\"}}")));
  }

  @Test
  void tellsWhatWasChangedByItsName() {
    AuditEntry entry =
        changed("{\"before\":{\"label\":\"x\",\"weak\":\"a\"},\"after\":{\"weak\":\"b\"}}");

    assertEquals("x", texts.note(entry));
    assertEquals(List.of(new Difference("weak", "a", "b")), texts.changes(entry));
  }

  @Test
  void takesALabelForNothingElse() {
    AuditEntry issued = entry(Optional.empty(), Optional.of("{\"after\":{\"a\":1}}"));

    assertEquals(List.of(), texts.changes(issued));
    assertEquals("{\"after\":{\"a\":1}}", texts.note(issued));
    assertNull(texts.note(entry(Optional.of("user:a"), Optional.empty())));
  }

  @Test
  void tellsUsersAndClientsApart() {
    assertEquals("a", texts.actingUser(entry(Optional.of("user:a"), Optional.empty())));
    assertEquals("b", texts.actingClient(entry(Optional.of("client:b"), Optional.empty())));
    assertNull(texts.actingUser(entry(Optional.of("client:b"), Optional.empty())));
    assertNull(texts.actingClient(entry(Optional.of("system:setup"), Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void nameEveryReason(String language) {
    ResourceBundle bundle =
        ResourceBundle.getBundle("org.postern.console.audit", Locale.forLanguageTag(language));

    Stream<String> missing =
        Arrays.stream(RefusalReason.values())
            .map(reason -> AuditTexts.REASON + reason.text())
            .filter(key -> !bundle.containsKey(key));

    assertEquals(List.of(), missing.toList());
  }

  /** Nobody sees an introspection in the audit trail. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void nameEveryKindOfTheTrailAndNoOther(String language) {
    ResourceBundle bundle =
        ResourceBundle.getBundle("org.postern.console.audit", Locale.forLanguageTag(language));

    Stream<String> kinds =
        Arrays.stream(FactKind.values())
            .filter(kind -> kind != FactKind.TOKEN_INTROSPECTED)
            .map(kind -> AuditTexts.KIND + kind.text());

    assertEquals(
        kinds.sorted().toList(),
        bundle.keySet().stream().filter(key -> key.startsWith(AuditTexts.KIND)).sorted().toList());
  }

  @Test
  void tellTheStepsOfAPlanAsTheLinesThatTheyBecome() {
    String detail =
        "{\"before\":{\"name\":\"read\",\"for\":\"both\"},\"after\":{\"for\":\"user\"}}";
    Optional<JsonObject> differences =
        Optional.of(Json.createReader(new StringReader(detail)).readObject());

    assertEquals("read", texts.note(differences));
    assertEquals(List.of(new Difference("for", "both", "user")), texts.changes(differences));
    assertEquals(texts.note(changed(detail)), texts.note(differences));
    assertEquals(texts.changes(changed(detail)), texts.changes(differences));
    assertNull(texts.note(Optional.empty()));
    assertEquals(List.of(), texts.changes(Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void explainEveryReasonInGerman(RefusalReason reason) {
    Explanation english = new Explanation("text", "remedy", List.of());

    Explanation german = AuditTexts.translate(reason.text(), english, Locale.GERMANY);

    assertFalse(german.text().isBlank() || german.remedy().isBlank());
    assertEquals(english, AuditTexts.translate(reason.text(), english, Locale.UK));
  }

  private static AuditEntry changed(String detail) {
    return entry(Optional.of("user:admin"), Optional.of(detail));
  }

  private static AuditEntry entry(Optional<String> actor, Optional<String> detail) {
    return new AuditEntry(
        "01",
        Instant.EPOCH,
        "client.changed",
        Optional.empty(),
        actor,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        detail,
        1);
  }
}
