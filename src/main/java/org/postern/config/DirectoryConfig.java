package org.postern.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Where users come from that are not kept here. The keys begin with {@code postern.directory.}. */
public final class DirectoryConfig {

  private final boolean used;
  private final String url;
  private final String bindDn;
  private final String bindPassword;
  private final String userBase;
  private final String userNameAttribute;
  private final String userFilter;
  private final String groupBase;
  private final String groupFilter;
  private final String groupNameAttribute;
  private final Duration timeout;

  DirectoryConfig(Settings settings) {
    used = settings.choice("postern.users", List.of("local", "container")).equals("container");
    url = url(settings, settings.bool("postern.directory.allow-plain-ldap", false));
    bindDn = settings.text("postern.directory.bind-dn").orElse("");
    bindPassword = settings.text("postern.directory.bind-password").orElse("");
    userBase = settings.text("postern.directory.user-base").orElse("");
    userNameAttribute = settings.text("postern.directory.user-name-attribute").orElse("uid");
    userFilter =
        filter(settings, "postern.directory.user-filter", "(" + userNameAttribute + "={0})");
    groupBase = settings.text("postern.directory.group-base").orElse("");
    groupFilter =
        filter(settings, "postern.directory.group-filter", "(|(member={0})(uniqueMember={0}))");
    groupNameAttribute = settings.text("postern.directory.group-name-attribute").orElse("cn");
    timeout =
        settings.duration(
            "postern.directory.timeout",
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(30));
    if (!url.isEmpty() && userBase.isEmpty()) {
      throw new ConfigurationException(
          "postern.directory.user-base", "", "the DN below which users are searched for");
    }
    // A bind with a name and no password is anonymous: RFC 4513 §5.1.2.
    if (!bindDn.isEmpty() && bindPassword.isEmpty()) {
      throw new ConfigurationException(
          "postern.directory.bind-password", "", "the password of postern.directory.bind-dn");
    }
  }

  private static String url(Settings settings, boolean plain) {
    String name = "postern.directory.url";
    String text = settings.text(name).orElse("");
    if (text.isEmpty()) {
      return text;
    }
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
      // Falls through: the answer is the same.
    }
    throw new ConfigurationException(
        name,
        text,
        "an ldaps URL; ldap only on loopback (postern.directory.allow-plain-ldap=true lifts this)");
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

  /** Address of the LDAP server; empty where another identity store is in the WAR. */
  public String url() {
    return url;
  }

  /** The account that searches; empty to search without one. */
  public String bindDn() {
    return bindDn;
  }

  /** Its password. */
  public String bindPassword() {
    return bindPassword;
  }

  /** Below which users are searched for. */
  public String userBase() {
    return userBase;
  }

  /** The attribute that holds a user's name. */
  public String userNameAttribute() {
    return userNameAttribute;
  }

  /** Finds the user whose name is {@code {0}}. */
  public String userFilter() {
    return userFilter;
  }

  /** Below which groups are searched for; empty for no groups. */
  public String groupBase() {
    return groupBase;
  }

  /** Finds the groups of the user whose DN is {@code {0}}. */
  public String groupFilter() {
    return groupFilter;
  }

  /** The attribute that holds a group's name. */
  public String groupNameAttribute() {
    return groupNameAttribute;
  }

  /** How long a connection or an answer is waited for. */
  public Duration timeout() {
    return timeout;
  }
}
