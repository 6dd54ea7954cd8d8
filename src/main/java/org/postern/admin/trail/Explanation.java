package org.postern.admin.trail;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.admin.common.JsonForms;
import org.postern.oauth.RefusalReason;

/**
 * The explanation of a refusal for somebody who has to solve the problem.
 *
 * @param text the description of what happened
 * @param remedy the advice what to do
 * @param settings the settings that can help; empty if only a change of the caller helps
 */
public record Explanation(String text, String remedy, List<Setting> settings) {

  private static final Map<RefusalReason, Explanation> ALL = new EnumMap<>(RefusalReason.class);

  /** The kind of object that has a setting. */
  public enum Place {
    /** A member of the client. */
    CLIENT,
    /** A member of the user. */
    USER,
    /** A member of the scope. */
    SCOPE,
    /** A key of the server's configuration. */
    SERVER
  }

  /** The name of a setting, and the kind of object that has it. */
  public record Setting(Place place, String name) {}

  /** Copies the list of settings. */
  public Explanation {
    settings = List.copyOf(settings);
  }

  /** Finds the explanation of a reason as the audit trail names it; empty if there is none. */
  static Optional<Explanation> of(String reason) {
    return Stream.of(RefusalReason.values())
        .filter(value -> value.text().equals(reason))
        .findFirst()
        .flatMap(value -> Optional.ofNullable(ALL.get(value)));
  }

  /**
   * The form of the admin API: {@code text}, {@code remedy} and {@code settings}, each with {@code
   * of} and {@code name}.
   */
  public JsonObject toJson() {
    JsonArrayBuilder list = JsonForms.JSON.createArrayBuilder();
    for (Setting setting : settings) {
      list.add(
          JsonForms.JSON
              .createObjectBuilder()
              .add("of", setting.place().name().toLowerCase(Locale.ROOT))
              .add("name", setting.name()));
    }
    return JsonForms.JSON
        .createObjectBuilder()
        .add("text", text)
        .add("remedy", remedy)
        .add("settings", list)
        .build();
  }

  private static void add(RefusalReason reason, String text, String remedy, Setting... settings) {
    ALL.put(reason, new Explanation(text, remedy, List.of(settings)));
  }

  private static Setting client(String name) {
    return new Setting(Place.CLIENT, name);
  }

  private static Setting user(String name) {
    return new Setting(Place.USER, name);
  }

  private static Setting scope(String name) {
    return new Setting(Place.SCOPE, name);
  }

  private static Setting server(String name) {
    return new Setting(Place.SERVER, name);
  }

  static {
    add(
        RefusalReason.MALFORMED_REQUEST,
        "The request breaks a rule of its form; the answer said which.",
        "Correct the request. No setting lets it in.");
    add(
        RefusalReason.CREDENTIAL_IN_QUERY,
        "A secret, password or token stood in the URL, where proxies and logs keep it.",
        "Send it in the body or the Authorization header, and replace it: it is exposed.");
    add(
        RefusalReason.INSECURE_TRANSPORT,
        "The request came over plain HTTP from another machine.",
        "Use https. Behind a proxy that ends TLS, name the proxy, so that its word is taken.",
        server("postern.trusted-proxies"),
        server("postern.forwarding-header"),
        server("postern.allow-insecure-issuer"));
    add(
        RefusalReason.AMBIGUOUS_CLIENT,
        "The request authenticates the client in two ways, or names two clients.",
        "Send the secret either in the header or in the body, and the same client_id in both.");
    add(
        RefusalReason.CLIENT_NOT_PRESENTED,
        "The request has no client authentication, or an Authorization header that cannot be read.",
        "Send client identifier and secret, in the header or the body.");
    add(
        RefusalReason.CLIENT_UNKNOWN,
        "There is no client of this identifier; upper and lower case differ.",
        "Correct the identifier, or register the client.");
    add(
        RefusalReason.CLIENT_DISABLED,
        "The client is disabled.",
        "Enable the client, if it may work again.",
        client("enabled"));
    add(
        RefusalReason.SECRET_WRONG,
        "The client exists and has no such secret.",
        "Correct the secret at the client, or add a new one: the stored one cannot be shown.",
        client("secrets"));
    add(
        RefusalReason.SECRET_EXPIRED,
        "The secret is right and has expired.",
        "Add a new secret and take it into use.",
        client("secrets"));
    add(
        RefusalReason.SECRET_MISSING,
        "The client is confidential and came without a secret.",
        "Send the secret, or register a public client if it can keep none.",
        client("type"));
    add(
        RefusalReason.SECRET_FOR_PUBLIC_CLIENT,
        "The client is public and came with a secret.",
        "Send client_id alone, or register a confidential client.",
        client("type"));
    add(
        RefusalReason.CLIENT_PUBLIC,
        "The client is public, and only confidential clients may introspect tokens.",
        "Use a confidential client, or a bearer token with the scope introspect.",
        client("type"));
    add(
        RefusalReason.CLIENT_SECRET_POST_OFF,
        "The secret came in the body, which is switched off for this client or for all.",
        "Send it in the Authorization header, or switch it on.",
        client("allow_client_secret_post"),
        server("postern.client-secret-post"));
    add(
        RefusalReason.GRANT_TYPE_UNKNOWN,
        "This server does not know the grant_type.",
        "Use one of the grants in the metadata.");
    add(
        RefusalReason.GRANT_NOT_ALLOWED,
        "The client is not registered for this grant, or its type forbids it.",
        "Add the grant to the client, if it may use it.",
        client("grants"),
        client("allow_password_grant_for_public_client"));
    add(
        RefusalReason.SCOPE_MALFORMED,
        "The scope is not a list of scope tokens with one space between two.",
        "Correct the scope in the request.");
    add(
        RefusalReason.SCOPE_NOT_ALLOWED,
        "A scope was asked for that is unknown, for another kind of token, beyond the client's or"
            + " the user's, or beyond what was granted first.",
        "Ask for less, or allow the scope.",
        client("scopes"),
        scope("for"),
        scope("roles"),
        user("roles"));
    add(
        RefusalReason.TARGET_NOT_OF_SCOPE,
        "The parameter resource names other resource servers than those of the scope.",
        "Name the client_id of each resource server of the scope, or leave resource out.",
        scope("resource_servers"));
    add(
        RefusalReason.USER_UNKNOWN,
        "There is no user of this name.",
        "Correct the name, or create the user.");
    add(
        RefusalReason.USER_DISABLED,
        "The user is disabled.",
        "Enable the user, if that is right.",
        user("enabled"));
    add(
        RefusalReason.USER_LOCKED,
        "An administrator locked the user.",
        "Unlock the user, if that is right.",
        user("locked"));
    add(
        RefusalReason.USER_NOT_ASSIGNED,
        "The user may not use this client.",
        "Assign the user to the client, or let more users in.",
        client("users"),
        client("user_access"),
        client("user_groups"));
    add(
        RefusalReason.PASSWORD_WRONG,
        "The user exists and the password is wrong.",
        "Try again, or reset the password.",
        user("password"));
    add(
        RefusalReason.PASSWORD_HASH_UNUSABLE,
        "The stored hash of the password costs more than this server grants to a hash, or cannot be"
            + " read, so no password is compared with it.",
        "Reset the password, or grant more where the hash was made on purpose.",
        user("password"),
        server("postern.argon2.memory-kib"),
        server("postern.argon2.iterations"));
    add(
        RefusalReason.PASSWORD_EXPIRED,
        "The one-time password was right, but its time is over.",
        "Reset the password again.",
        user("password"));
    add(
        RefusalReason.DIRECTORY_REFUSED,
        "The directory has no such user, or the password is wrong.",
        "Try again, or look for the user in the directory.");
    add(
        RefusalReason.DIRECTORY_UNAVAILABLE,
        "The directory that keeps the user does not answer as it must; the log has more.",
        "See to the directory, and to the settings postern.directory.*.");
    add(
        RefusalReason.OWNER_NOT_ENABLED,
        "The client speaks for its owner, who is missing, disabled or locked.",
        "Enable the owner, name another, or let the client speak for itself.",
        client("owner"),
        client("acts_for_owner"),
        user("enabled"),
        user("locked"));
    add(
        RefusalReason.EPOCH_PASSED,
        "Something ended every earlier token: the client or the user was disabled, the password"
            + " changed, the assignment ended, or all tokens were revoked.",
        "Get a new token. The lines of the trail before this one tell what was changed.");
    add(
        RefusalReason.TOKEN_UNKNOWN,
        "There is no such token: it was revoked, has long expired, or comes from elsewhere.",
        "Get a new token.");
    add(
        RefusalReason.TOKEN_EXPIRED,
        "The token has expired.",
        "Get a new token, or let tokens live longer.",
        client("access_token_lifetime"),
        client("user_access_token_lifetime"),
        client("refresh_token_lifetime"),
        client("refresh_token_max_lifetime"));
    add(
        RefusalReason.TOKEN_OF_OTHER_CLIENT,
        "The token was issued to another client.",
        "Use it with the client that got it.");
    add(
        RefusalReason.TOKEN_FOR_OTHERS,
        "The token is meant for other resource servers.",
        "Name the client among the resource servers of the token's scope.",
        scope("resource_servers"),
        client("may_introspect_all"));
    add(
        RefusalReason.TOKEN_REPLAYED,
        "A refresh token came a second time. Either it was stolen or an answer was lost on the way;"
            + " every token of its family has ended.",
        "Log in again. Where answers are lost, allow a short repetition. A confidential client that"
            + " cannot store a new token may keep its own.",
        client("replay_window"),
        client("rotate_refresh_tokens"));
    add(
        RefusalReason.FAMILY_REVOKED,
        "The refresh token's family was revoked.",
        "Log in again. The lines of the trail before this one tell who revoked it.");
    add(
        RefusalReason.TOKEN_MISSING,
        "The request has no access token.",
        "Send it in the Authorization header as Bearer.");
    add(
        RefusalReason.TOKEN_NOT_SUFFICIENT,
        "The token lacks the scope that is needed here, or is a client's where a user's is needed,"
            + " or the other way round.",
        "Ask for the scope with the right grant, and allow it.",
        client("scopes"),
        user("roles"));
    add(
        RefusalReason.LOGIN_TOO_OLD,
        "What was asked for gives rights, shows hashes or ends a last safeguard, and the password"
            + " or secret behind the token or session was given more than 5 minutes ago.",
        "Get a new token with the password or secret and try again; at the console, type the"
            + " password.");
    add(
        RefusalReason.CHANGE_NOT_ALLOWED,
        "A change of the configuration breaks a rule or does not fit what exists.",
        "The answer said which member and what is allowed.");
    add(
        RefusalReason.THROTTLED,
        "Too many wrong passwords or secrets came from this source.",
        "Wait as long as Retry-After says, and find out who is guessing. Where the client is a"
            + " server that forwards the passwords of its users, let it name their addresses.",
        client("vouches_for_addresses"),
        server("postern.password.tries"),
        server("postern.password.window"),
        server("postern.secret.tries"),
        server("postern.secret.window"));
    add(
        RefusalReason.ACCOUNT_THROTTLED,
        "Somebody gave 100 wrong passwords for this user in a row, over all clients and addresses."
            + " Until the user gives the right one at a client and address where that worked"
            + " before, every other place is refused.",
        "Let the user log in where that worked before, or reset the password. Unlocking a locked"
            + " user ends it as well. The lines of the trail before this one tell who guessed.",
        user("password"),
        user("locked"));
    add(
        RefusalReason.HASHING_QUEUE_FULL,
        "More passwords waited to be checked than the queue holds.",
        "Try again. If this goes on without an attack, give the hashing more room.",
        server("postern.password.hashes"),
        server("postern.password.queue"),
        server("postern.argon2.memory-kib"),
        server("postern.argon2.iterations"));
    add(
        RefusalReason.STORAGE_FAILED,
        "The database did not answer or refused the commit.",
        "Look at the database, its pool, and the server's log.");
    add(
        RefusalReason.INTROSPECTION_FAILED,
        "The authorization server that a guarded application asks did not answer as it must.",
        "Look at that server and the application's log.");
    add(
        RefusalReason.INTERNAL,
        "A fault of Postern's own.",
        "The server's log has it under this reference; please report it.");
  }
}
