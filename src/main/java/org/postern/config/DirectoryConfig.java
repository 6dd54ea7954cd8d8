package org.postern.config;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postern.setting.ConfigurationException;
import org.postern.setting.IpAddress;
import org.postern.setting.Settings;

/**
 * The settings of the directory, which keeps users outside the database of Postern. The keys begin
 * with {@code postern.directory.}.
 */
public final class DirectoryConfig {

  /**
   * Separates two URLs: spaces, which no URL contains, or a comma followed by the scheme of the
   * next URL. Other commas do not separate, because the name of an entry in a URL contains commas.
   * RFC 4516 §2.
   */
  private static final Pattern BETWEEN_URLS = Pattern.compile("(?i)\\s*,\\s*(?=ldaps?:)|\\s+");

  /** The name of an attribute: {@code keystring} of RFC 4512 §1.4. */
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  private static final String USER_NAME_ATTRIBUTE = "postern.directory.user-name-attribute";
  private static final String GROUP_NAME_ATTRIBUTE = "postern.directory.group-name-attribute";

  private final boolean used;
  private final List<String> urls;
  private final String bindDn;
  private final String bindPassword;
  private final String userBase;
  private final List<String> userNameAttributes;
  private final Set<String> domains;
  private final String userFilter;
  private final String groupBase;
  private final String groupFilter;
  private final String groupNameAttribute;
  private final Duration timeout;

  DirectoryConfig(Settings settings) {
    used = settings.choice("postern.users", List.of("local", "container")).equals("container");
    boolean plain = settings.bool("postern.directory.allow-plain-ldap", false);
    urls =
        settings.text("postern.directory.url").stream()
            .flatMap(BETWEEN_URLS::splitAsStream)
            .map(text -> url(text, plain))
            .toList();
    bindDn = settings.text("postern.directory.bind-dn").orElse("");
    bindPassword = settings.secret("postern.directory.bind-password").orElse("");
    userBase = settings.text("postern.directory.user-base").orElse("");
    List<String> names = settings.list(USER_NAME_ATTRIBUTE);
    names.forEach(name -> requireAttribute(USER_NAME_ATTRIBUTE, name));
    userNameAttributes = names.isEmpty() ? List.of("uid") : names;
    domains =
        settings.list("postern.directory.domain").stream()
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    userFilter = filter(settings, "postern.directory.user-filter", anyOf(userNameAttributes));
    groupBase = settings.text("postern.directory.group-base").orElse("");
    groupFilter =
        filter(settings, "postern.directory.group-filter", "(|(member={0})(uniqueMember={0}))");
    groupNameAttribute = settings.text(GROUP_NAME_ATTRIBUTE).orElse("cn");
    requireAttribute(GROUP_NAME_ATTRIBUTE, groupNameAttribute);
    timeout =
        settings.duration(
            "postern.directory.timeout",
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(30));
    if (!urls.isEmpty() && userBase.isEmpty()) {
      throw new ConfigurationException(
          "postern.directory.user-base", "", "the DN below which users are searched for");
    }
    // A bind with a name and no password is anonymous: RFC 4513 §5.1.2.
    if (!bindDn.isEmpty() && bindPassword.isEmpty()) {
      throw new ConfigurationException(
          "postern.directory.bind-password", "", "the password of postern.directory.bind-dn");
    }
  }

  private static void requireAttribute(String key, String name) {
    if (!ATTRIBUTE.matcher(name).matches()) {
      throw new ConfigurationException(
          key, name, "the name of an attribute: a letter, then letters, digits and hyphens");
    }
  }

  // One attribute needs no `|`, and some directories are faster without it.
  private static String anyOf(List<String> attributes) {
    String equal = attributes.stream().map(name -> "(" + name + "={0})").collect(joining());
    return attributes.size() == 1 ? equal : "(|" + equal + ")";
  }

  private static String url(String text, boolean plain) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean secure =
          scheme.equals("ldaps")
              || (scheme.equals("ldap")
                  && (plain || (uri.getHost() != null && IpAddress.isLoopbackHost(uri.getHost()))));
      if (uri.getHost() != null && secure) {
        return text;
      }
    } catch (URISyntaxException e) {
      // The exception below covers this case too.
    }
    throw new ConfigurationException(
        "postern.directory.url",
        text,
        "ldaps URLs separated by spaces or commas; ldap only on loopback"
            + " (postern.directory.allow-plain-ldap=true lifts this)");
  }

  private static String filter(Settings settings, String key, String otherwise) {
    String text = settings.text(key).orElse(otherwise);
    if (!text.startsWith("(") || !text.endsWith(")") || !text.contains("{0}")) {
      throw new ConfigurationException(
          key, text, "a filter in parentheses with {0} for what is searched for");
    }
    return text;
  }

  /** {@code postern.users=container}: whether the directory is asked. Default false, local. */
  public boolean used() {
    return used;
  }

  /**
   * The URLs of LDAP servers with the same entries, in the order in which they are tried; empty if
   * the WAR contains another identity store.
   */
  public List<String> urls() {
    return urls;
  }

  /** The DN of the account that searches; empty to search without an account. */
  public String bindDn() {
    return bindDn;
  }

  /** The password of the account that searches. */
  public String bindPassword() {
    return bindPassword;
  }

  /** The DN below which users are searched. */
  public String userBase() {
    return userBase;
  }

  /**
   * The attributes with a user's names, at least one. The first one has the name of the user at
   * Postern. The user is also found by the others.
   */
  public List<String> userNameAttributes() {
    return userNameAttributes;
  }

  /**
   * The domains, in lower case, that may be written with a backslash before the name of a user, as
   * in {@code EXAMPLE\mary}; empty for none.
   */
  public Set<String> domains() {
    return domains;
  }

  /** The filter that finds the user with the name {@code {0}}. */
  public String userFilter() {
    return userFilter;
  }

  /** The DN below which groups are searched; empty for no groups. */
  public String groupBase() {
    return groupBase;
  }

  /** The filter that finds the groups of the user with the DN {@code {0}}. */
  public String groupFilter() {
    return groupFilter;
  }

  /** The attribute with the name of a group. */
  public String groupNameAttribute() {
    return groupNameAttribute;
  }

  /** How long to wait for a connection or an answer. */
  public Duration timeout() {
    return timeout;
  }
}
