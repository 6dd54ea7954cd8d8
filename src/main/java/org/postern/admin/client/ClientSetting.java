package org.postern.admin.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.postern.admin.common.Problems;
import org.postern.admin.common.Setting;
import org.postern.admin.common.TextRules;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientSwitch;
import org.postern.entity.TokenLifetime;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.UserStore;

/**
 * The table of a client's settings. Reading and writing JSON, merge patches, comparison, the plan
 * of an import, exports and the audit trail follow from it. The defaults are those of {@link
 * ClientSettings#ofType}.
 *
 * @param <T> the type of the value
 */
public final class ClientSetting<T> extends Setting<T> {

  /** {@code confidential} or {@code public}; can be set only for a new client. */
  public static final ClientSetting<String> TYPE =
      new ClientSetting<>(
          "type",
          Form.TEXT,
          ClientRules::checkType,
          (settings, owner) -> settings.type().text(),
          (to, text, known) -> {});

  /** The name for people, 0 to 200 characters. */
  public static final ClientSetting<String> NAME =
      text("name", TextRules.MAX_NAME_LENGTH, ClientSettings::name, ClientSettings.Builder::name);

  /** The description for people, 0 to 2,000 characters. */
  public static final ClientSetting<String> DESCRIPTION =
      text(
          "description",
          TextRules.MAX_DESCRIPTION_LENGTH,
          ClientSettings::description,
          ClientSettings.Builder::description);

  /** Whether the client may authenticate; false ends every token of the client. */
  public static final ClientSetting<Boolean> ENABLED =
      bool("enabled", ClientSettings::enabled, ClientSettings.Builder::enabled);

  /** The grant types that the client may use. */
  public static final ClientSetting<List<String>> GRANTS =
      new ClientSetting<>(
          "grants",
          Form.TEXTS,
          // ClientRules checks the names, because only the catalogue knows the grants.
          Setting::isAllowed,
          (settings, owner) -> settings.grants().stream().map(GrantType::value).sorted().toList(),
          (to, names, known) ->
              to.grants(
                  names.stream()
                      .map(name -> ClientRules.grant(name, known.catalogue()))
                      .flatMap(Optional::stream)
                      .toList()));

  /** The scopes that the client may request. */
  public static final ClientSetting<List<String>> SCOPES =
      scopes("scopes", ClientSettings::scopes, ClientSettings.Builder::scopes);

  /** The scopes that the client gets when it requests none; a part of {@link #SCOPES}. */
  public static final ClientSetting<List<String>> DEFAULT_SCOPES =
      scopes(
          "default_scopes", ClientSettings::defaultScopes, ClientSettings.Builder::defaultScopes);

  /** {@code nobody}, {@code assigned} or {@code everyone}. */
  public static final ClientSetting<String> USER_ACCESS =
      new ClientSetting<>(
          "user_access",
          Form.TEXT,
          ClientRules::checkUserAccess,
          (settings, owner) -> settings.userAccess().text(),
          (to, text, known) -> ClientRules.userAccess(text).ifPresent(to::userAccess));

  /** The groups of the directory whose members count as assigned. */
  public static final ClientSetting<List<String>> USER_GROUPS =
      new ClientSetting<>(
          "user_groups",
          Form.TEXTS,
          ClientRules::checkGroups,
          (settings, owner) -> List.copyOf(settings.userGroups()),
          (to, names, known) -> to.userGroups(Set.copyOf(names)));

  /** The name of the user who owns the client; an empty text for none. */
  public static final ClientSetting<String> OWNER =
      new ClientSetting<>(
          "owner",
          Form.TEXT,
          Setting::isAllowed,
          (settings, owner) -> owner,
          // NO_USER stands for an unknown owner, so that no rule also reports a missing owner.
          (to, name, known) ->
              to.ownerId(name.isEmpty() ? null : known.ownerId().orElse(UserStore.NO_USER)));

  /** See {@link ClientSwitch#ACTS_FOR_OWNER}. */
  public static final ClientSetting<Boolean> ACTS_FOR_OWNER = bool(ClientSwitch.ACTS_FOR_OWNER);

  /** See {@link ClientSwitch#ALLOW_CLIENT_SECRET_POST}. */
  public static final ClientSetting<Boolean> ALLOW_CLIENT_SECRET_POST =
      bool(ClientSwitch.ALLOW_CLIENT_SECRET_POST);

  /** See {@link ClientSwitch#ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT}. */
  public static final ClientSetting<Boolean> ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT =
      bool(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT);

  /** See {@link ClientSwitch#MAY_INTROSPECT_ALL}. */
  public static final ClientSetting<Boolean> MAY_INTROSPECT_ALL =
      bool(ClientSwitch.MAY_INTROSPECT_ALL);

  /** See {@link ClientSwitch#VOUCHES_FOR_ADDRESSES}. */
  public static final ClientSetting<Boolean> VOUCHES_FOR_ADDRESSES =
      bool(ClientSwitch.VOUCHES_FOR_ADDRESSES);

  /** See {@link TokenLifetime#ACCESS_TOKEN}. */
  public static final ClientSetting<Duration> ACCESS_TOKEN_LIFETIME =
      lifetime(TokenLifetime.ACCESS_TOKEN);

  /** See {@link TokenLifetime#USER_ACCESS_TOKEN}. */
  public static final ClientSetting<Duration> USER_ACCESS_TOKEN_LIFETIME =
      lifetime(TokenLifetime.USER_ACCESS_TOKEN);

  /** See {@link TokenLifetime#REFRESH_TOKEN}. */
  public static final ClientSetting<Duration> REFRESH_TOKEN_LIFETIME =
      lifetime(TokenLifetime.REFRESH_TOKEN);

  /** See {@link TokenLifetime#REFRESH_TOKEN_MAX}. */
  public static final ClientSetting<Duration> REFRESH_TOKEN_MAX_LIFETIME =
      lifetime(TokenLifetime.REFRESH_TOKEN_MAX);

  /** See {@link TokenLifetime#REPLAY_WINDOW}. */
  public static final ClientSetting<Duration> REPLAY_WINDOW = lifetime(TokenLifetime.REPLAY_WINDOW);

  /** See {@link ClientSwitch#ROTATE_REFRESH_TOKENS}. */
  public static final ClientSetting<Boolean> ROTATE_REFRESH_TOKENS =
      bool(ClientSwitch.ROTATE_REFRESH_TOKENS);

  /** All settings, in the order of JSON. */
  public static final List<ClientSetting<?>> ALL =
      List.of(
          TYPE,
          NAME,
          DESCRIPTION,
          ENABLED,
          GRANTS,
          SCOPES,
          DEFAULT_SCOPES,
          USER_ACCESS,
          USER_GROUPS,
          OWNER,
          ACTS_FOR_OWNER,
          ALLOW_CLIENT_SECRET_POST,
          ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT,
          MAY_INTROSPECT_ALL,
          VOUCHES_FOR_ADDRESSES,
          ACCESS_TOKEN_LIFETIME,
          USER_ACCESS_TOKEN_LIFETIME,
          REFRESH_TOKEN_LIFETIME,
          REFRESH_TOKEN_MAX_LIFETIME,
          REPLAY_WINDOW,
          ROTATE_REFRESH_TOKENS);

  /** The settings that a client may see and set itself. */
  public static final List<ClientSetting<String>> SELF = List.of(NAME, DESCRIPTION);

  /**
   * What the database knows of the names in a change.
   *
   * @param ownerId the key of the owner; empty if the change names none, or a user who does not
   *     exist, which the caller has already reported
   * @param scopes those that exist of the scopes in the change
   * @param catalogue the grants of this server
   * @param problems where a scope that does not exist is reported
   */
  record Known(
      Optional<Long> ownerId, Set<String> scopes, GrantCatalogue catalogue, Problems problems) {}

  private interface Assignment<T> {
    void assign(ClientSettings.Builder to, T value, Known known);
  }

  private final BiFunction<ClientSettings, String, T> value;
  private final Assignment<T> assignment;

  private ClientSetting(
      String name,
      Form<T> form,
      Rule<T> rule,
      BiFunction<ClientSettings, String, T> value,
      Assignment<T> assignment) {
    super(name, form, rule);
    this.value = value;
    this.assignment = assignment;
  }

  private static ClientSetting<String> text(
      String name,
      int maxLength,
      Function<ClientSettings, String> value,
      BiConsumer<ClientSettings.Builder, String> set) {
    return new ClientSetting<>(
        name,
        Form.TEXT,
        line(maxLength),
        (settings, owner) -> value.apply(settings),
        (to, text, known) -> set.accept(to, text));
  }

  private static ClientSetting<List<String>> scopes(
      String name,
      Function<ClientSettings, Scope> value,
      BiConsumer<ClientSettings.Builder, Scope> set) {
    return new ClientSetting<>(
        name,
        Form.TEXTS,
        Setting::isAllowed,
        (settings, owner) -> value.apply(settings).tokens(),
        (to, names, known) -> set.accept(to, ClientRules.scopes(known, "/" + name, names)));
  }

  private static ClientSetting<Boolean> bool(
      String name,
      Function<ClientSettings, Boolean> value,
      BiConsumer<ClientSettings.Builder, Boolean> set) {
    return new ClientSetting<>(
        name,
        Form.BOOL,
        Setting::isAllowed,
        (settings, owner) -> value.apply(settings),
        (to, on, known) -> set.accept(to, on));
  }

  private static ClientSetting<Boolean> bool(ClientSwitch which) {
    return bool(which.text(), settings -> settings.has(which), (to, on) -> to.set(which, on));
  }

  private static ClientSetting<Duration> lifetime(TokenLifetime which) {
    return new ClientSetting<>(
        which.text(),
        Form.DURATION,
        (problems, pointer, time) ->
            ClientRules.checkDuration(problems, pointer, time, which.least(), which.most()),
        (settings, owner) -> settings.lifetime(which),
        (to, time, known) -> to.set(which, time));
  }

  /** The value in these settings, of a client that a user of this name owns; empty for none. */
  T valueIn(ClientSettings settings, String owner) {
    return value.apply(settings, owner);
  }

  /** Sets the value that the change has, if it has one. */
  void assign(ClientSettings.Builder to, ClientChange change, Known known) {
    change.get(this).ifPresent(changed -> assignment.assign(to, changed, known));
  }
}
