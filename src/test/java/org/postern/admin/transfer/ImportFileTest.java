package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Problem;
import org.postern.admin.common.SettingValues;
import org.postern.admin.scope.ScopeSetting;
import org.postern.admin.user.PasswordPreparation;
import org.postern.admin.user.UserSetting;
import org.postern.config.PosternConfig;
import org.postern.crypto.PasswordHash;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.fixtures.MarkdownPage;
import org.postern.grant.GrantCatalogues;
import org.postern.oauth.ClientId;
import org.postern.user.PasswordRules;

/** Holds the tables of {@code docs/import-file.md} against the reader of import files. */
class ImportFileTest {

  private static final Pattern MEMBERS = Pattern.compile("`(\\w+)`(?:, |: |$)?");

  private static final PosternConfig CONFIG = new PosternConfig(name -> Optional.empty());

  /** By object: member and default. */
  private static Map<String, Map<String, String>> documented() {
    Map<String, Map<String, String>> tables = new TreeMap<>();
    String object = "";
    for (List<String> row :
        MarkdownPage.read(Path.of("docs/import-file.md")).rows("object", "member", "default")) {
      object = row.get(0).isEmpty() ? object : row.get(0);
      Matcher member = MEMBERS.matcher(row.get(1));
      for (int end = 0; member.find() && member.start() == end; end = member.end()) {
        tables.computeIfAbsent(object, none -> new TreeMap<>()).put(member.group(1), row.get(2));
        if (member.group().endsWith(": ")) {
          break;
        }
      }
    }
    return tables;
  }

  private static JsonObject withEvery(Map<String, String> members) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    members.keySet().forEach(name -> object.add(name, JsonValue.NULL));
    return object.build();
  }

  /** A misspelt member is refused, so each that the page has must be known. */
  @Test
  void theReaderKnowsEveryMember() {
    Map<String, Map<String, String>> documented = documented();
    JsonObjectBuilder file = Json.createObjectBuilder(withEvery(documented.get("top")));
    for (String object : List.of("scope", "user", "client")) {
      file.add(object + "s", Json.createArrayBuilder().add(withEvery(documented.get(object))));
    }
    String text = file.build().toString();

    List<String> unknown =
        assertThrows(AdministrationException.class, () -> read(text)).problems().stream()
            .map(Problem::toString)
            .filter(problem -> problem.endsWith("is not known"))
            .toList();

    assertEquals(Set.of("top", "scope", "user", "client"), documented.keySet());
    assertEquals(List.of(), unknown);
  }

  private static ImportContent read(String text) {
    return ImportReader.read(
        text,
        name -> Optional.empty(),
        new PasswordPreparation(new PasswordRules(CONFIG), new PasswordHash(CONFIG), null),
        GrantCatalogues.ALL);
  }

  static Stream<Arguments> tables() {
    SettingValues client =
        ClientDetails.of(
                new ClientId("c"),
                ClientSettings.ofType(ClientType.CONFIDENTIAL).build(),
                Optional.empty())
            .values();
    return Stream.of(
        Arguments.of("scope", ScopeSetting.DEFAULTS, Set.of("name")),
        Arguments.of(
            "user",
            UserSetting.DEFAULTS,
            Set.of("username", "password", "must_change_password", "password_expires")),
        Arguments.of("client", client, Set.of("client_id", "client_secret", "secrets", "users")));
  }

  /**
   * @param beside the members that are not settings
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void hasEverySettingWithItsDefault(
      String object, SettingValues defaultValues, Set<String> beside) {
    Map<String, String> documented = documented().get(object);
    JsonObject defaults = defaultValues.write(Json.createObjectBuilder()).build();
    Set<String> members = new TreeSet<>(defaults.keySet());
    members.addAll(beside);

    assertEquals(members, documented.keySet());
    defaults.forEach(
        (name, value) ->
            assertTrue(
                isSaid(documented.get(name).replace("`", ""), value),
                () -> name + ": " + documented.get(name) + " and not " + value));
  }

  private static boolean isSaid(String cell, JsonValue value) {
    if (value instanceof JsonString string && !string.getString().isEmpty()) {
      return cell.equals(string.getString())
          || (string.getString().startsWith("PT")
              && Duration.parse(cell).equals(Duration.parse(string.getString())));
    }
    boolean nothing = value instanceof JsonString || value.equals(JsonValue.EMPTY_JSON_ARRAY);
    return nothing
        ? cell.startsWith("none") || cell.equals("empty")
        : cell.equals(value.toString());
  }
}
