package org.postern.admin.scope;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.postern.admin.common.EntitySetting;
import org.postern.admin.common.Setting;
import org.postern.admin.common.SettingValues;
import org.postern.admin.common.TextRules;
import org.postern.entity.DefinedScope;

/**
 * The table of a scope's settings. Reading and writing JSON, merge patches, comparison, the plan of
 * an import, exports and the audit trail follow from it. Only administrators may set them.
 *
 * @param <T> the type of the value
 */
public final class ScopeSetting<T> extends EntitySetting<DefinedScope, T> {

  /** The description for people, 0 to 2,000 characters. */
  public static final ScopeSetting<String> DESCRIPTION =
      new ScopeSetting<>(
          "description",
          Form.TEXT,
          line(TextRules.MAX_DESCRIPTION_LENGTH),
          DefinedScope::description,
          DefinedScope::changeDescription);

  /** Whose tokens may have the scope: {@code client}, {@code user} or {@code both}. */
  public static final ScopeSetting<String> AUDIENCE =
      new ScopeSetting<>(
          "for",
          Form.TEXT,
          ScopeRules::checkAudience,
          scope -> Audience.of(scope.isForClients(), scope.isForUsers()).text(),
          (scope, text, now) -> {
            Audience audience = Audience.of(text).orElseThrow();
            scope.changeAudience(audience.isForClients(), audience.isForUsers(), now);
          });

  /** The roles of which a user must have one; an empty list means that no role is needed. */
  public static final ScopeSetting<List<String>> ROLES =
      new ScopeSetting<>(
          "roles",
          Form.NAMES,
          TextRules::checkRoles,
          scope -> List.copyOf(scope.roles()),
          (scope, roles, now) -> scope.changeRoles(Set.copyOf(roles), now));

  /**
   * The resource servers of the scope, as client identifiers. Empty means that every resource
   * server accepts it.
   */
  public static final ScopeSetting<List<String>> RESOURCE_SERVERS =
      new ScopeSetting<>(
          "resource_servers",
          Form.NAMES,
          // ScopeRules checks the names, because only the database knows the clients.
          Setting::isAllowed,
          scope -> List.copyOf(scope.resourceServers()),
          (scope, servers, now) -> scope.changeResourceServers(Set.copyOf(servers), now));

  /** All settings, in the order of JSON. */
  public static final List<ScopeSetting<?>> ALL =
      List.of(DESCRIPTION, AUDIENCE, ROLES, RESOURCE_SERVERS);

  /** A new scope is for clients and users, needs no role and has no resource server. */
  public static final SettingValues DEFAULTS = valuesOf(new DefinedScope("-", Instant.EPOCH), ALL);

  private ScopeSetting(
      String name,
      Form<T> form,
      Rule<T> rule,
      Function<DefinedScope, T> value,
      Change<DefinedScope, T> change) {
    super(name, form, rule, value, change);
  }
}
