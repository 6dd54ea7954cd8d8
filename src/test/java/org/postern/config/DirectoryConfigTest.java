package org.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.setting.ConfigurationException;

class DirectoryConfigTest {

  private static DirectoryConfig with(String... keysAndValues) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put("postern." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new PosternConfig(name -> Optional.ofNullable(settings.get(name))).directory();
  }

  @Test
  void keepsUsersHereUnlessItIsSaid() {
    DirectoryConfig config = with();

    assertFalse(config.used());
    assertEquals(List.of(), config.urls());
  }

  @Test
  void readsWhereUsersAre() {
    DirectoryConfig config =
        with(
            "users", "container",
            "directory.url", "ldaps://dc.example.org",
            "directory.user-base", "ou=people",
            "directory.user-name-attribute", "sAMAccountName");

    assertTrue(config.used());
    assertEquals("(sAMAccountName={0})", config.userFilter());
    assertEquals("(|(member={0})(uniqueMember={0}))", config.groupFilter());
    assertEquals("cn", config.groupNameAttribute());
    assertEquals(Duration.ofSeconds(5), config.timeout());
  }

  @Test
  void readsSeveralServersNamesAndDomains() {
    DirectoryConfig config =
        with(
            "directory.url", "ldaps://dc1.example.org, ldaps://dc2.example.org:3269",
            "directory.user-base", "dc=example,dc=org",
            "directory.user-name-attribute", "sAMAccountName, userPrincipalName",
            "directory.domain", "EXAMPLE");

    assertEquals(List.of("ldaps://dc1.example.org", "ldaps://dc2.example.org:3269"), config.urls());
    assertEquals(List.of("sAMAccountName", "userPrincipalName"), config.userNameAttributes());
    assertEquals("(|(sAMAccountName={0})(userPrincipalName={0}))", config.userFilter());
    assertEquals(Set.of("example"), config.domains());
  }

  /**
   * The name of an entry contains commas too, so a comma alone does not separate URLs: RFC 4516 §2.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one         | ldaps://a.org/dc=a,dc=org |",
        "spaces      | ldaps://a.org/dc=a,dc=org  LDAPS://b.org/dc=a,dc=org |"
            + " LDAPS://b.org/dc=a,dc=org",
        "comma       | ldaps://a.org/dc=a,dc=org,ldaps://b.org | ldaps://b.org",
        "both        | ldaps://a.org/dc=a,dc=org , ldaps://b.org:636 | ldaps://b.org:636",
      })
  void takesUrlsThatNameAnEntry(String name, String urls, String second) {
    DirectoryConfig config = with("directory.url", urls, "directory.user-base", "ou=people");

    assertEquals(
        Stream.of("ldaps://a.org/dc=a,dc=org", second).filter(Objects::nonNull).toList(),
        config.urls());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "loopback,         ldap://127.0.0.1:389,       false",
    "asked for loudly, ldap://dc.example.org:389,  true",
    "with TLS,         ldaps://dc.example.org:636, false",
  })
  void takesPasswordsThere(String name, String url, String plain) {
    DirectoryConfig config =
        with(
            "directory.url", url,
            "directory.allow-plain-ldap", plain,
            "directory.user-base", "ou=people");

    assertEquals(List.of(url), config.urls(), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no TLS      | directory.url | ldap://dc.example.org | postern.directory.url",
        "one without | directory.url | ldaps://a,ldap://b.org | postern.directory.url",
        "no LDAP     | directory.url | http://localhost      | postern.directory.url",
        "no address  | directory.url | ldaps://              | postern.directory.url",
        "no base     | directory.url | ldaps://localhost     | postern.directory.user-base",
        "no password | directory.bind-dn | cn=postern        | postern.directory.bind-password",
        "no place for the name | directory.user-filter | (uid=x) | postern.directory.user-filter",
        "no parentheses | directory.group-filter | member={0} | postern.directory.group-filter",
        "empty second | directory.url | ldaps://a.org,        | postern.directory.url",
        "a filter    | directory.user-name-attribute | uid)(x |"
            + " postern.directory.user-name-attribute",
        "a digit     | directory.user-name-attribute | uid,1a |"
            + " postern.directory.user-name-attribute",
        "a space     | directory.user-name-attribute | uid mail |"
            + " postern.directory.user-name-attribute",
        "an option   | directory.group-name-attribute | cn;de |"
            + " postern.directory.group-name-attribute",
        "too long    | directory.timeout | PT31S             | postern.directory.timeout",
        "neither     | users             | ldap              | postern.users",
      })
  void refusesWhatCannotBeUsed(String name, String key, String value, String named) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> with(key, value));

    assertTrue(refusal.getMessage().startsWith(named + " is "), refusal.getMessage());
  }
}
