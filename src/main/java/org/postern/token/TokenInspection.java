package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.access.Verdict;
import org.postern.config.PosternConfig;
import org.postern.entity.ClientSwitch;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;
import org.postern.token.LiveTokens.LiveAccess;
import org.postern.token.LiveTokens.LiveRefresh;

/**
 * Describes a token to a client, if the client may see it. A client may see the tokens issued to
 * it, the access tokens meant for it, and all access tokens if it may introspect all. RFC 7662 §2.2
 * and §4.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662 §2.2</a>
 */
@ApplicationScoped
public class TokenInspection {

  /** The scope that shows the groups, if an administrator defines it. */
  private static final String GROUPS = "groups";

  private final LiveTokens tokens;
  private final AccessGate gate;
  private final PosternConfig config;

  /** For the proxy only. */
  protected TokenInspection() {
    this(null, null, null);
  }

  @Inject
  public TokenInspection(LiveTokens tokens, AccessGate gate, PosternConfig config) {
    this.tokens = tokens;
    this.gate = gate;
    this.config = config;
  }

  /**
   * The description of a live token. RFC 7662 §2.2.
   *
   * @param tokenType {@code Bearer}; empty for a refresh token, which has no type
   * @param username empty if there is no user
   * @param audience the client identifiers of the resource servers; may be empty
   * @param groups the groups of the user, sorted; empty if there is no user or the scope does not
   *     contain {@code groups}
   */
  public record Description(
      Scope scope,
      String clientId,
      Optional<String> username,
      Optional<String> tokenType,
      Instant expiresAt,
      Instant issuedAt,
      String subject,
      List<String> audience,
      String issuer,
      Optional<List<String>> groups) {}

  /** Describes the token; empty if it is not live or the caller may not see it. */
  public Optional<Description> describe(String token, RegisteredClient caller) {
    // The hint of RFC 7662 §2.1 would only choose the order of two lookups by key, so it is not
    // needed.
    if (tokens.findAccess(token) instanceof LiveAccess live) {
      return describe(live, caller);
    }
    return tokens.findRefresh(token) instanceof LiveRefresh live
        ? describe(live, caller)
        : Optional.empty();
  }

  private Optional<Description> describe(LiveAccess live, RegisteredClient caller) {
    if (live.granted().scope().contains(Scope.PASSWORD_CHANGE)) {
      // No resource server may accept this token.
      return Optional.empty();
    }
    List<String> audience = gate.audienceOf(live.granted().scope());
    boolean visible =
        caller.settings().has(ClientSwitch.MAY_INTROSPECT_ALL)
            || live.granted().client().id() == caller.id()
            || audience.contains(caller.clientId().value());
    return visible
        ? Optional.of(
            description(
                live.granted(),
                live.granted().scope(),
                Optional.of("Bearer"),
                live.row().expires(),
                live.row().issued(),
                audience))
        : Optional.empty();
  }

  private Optional<Description> describe(LiveRefresh live, RegisteredClient caller) {
    return live.granted().client().id() == caller.id()
        ? Optional.of(
            description(
                live.granted(),
                live.granted().scope(),
                Optional.empty(),
                live.expires(),
                live.family().created(),
                List.of()))
        : Optional.empty();
  }

  private Description description(
      Verdict.Granted granted,
      Scope scope,
      Optional<String> tokenType,
      Instant expires,
      Instant issued,
      List<String> audience) {
    return new Description(
        scope,
        granted.client().clientId().value(),
        granted.user().map(UserAccount::username),
        tokenType,
        expires,
        issued,
        granted.subject(),
        audience,
        config.issuer().toString(),
        granted
            .user()
            .filter(user -> scope.contains(GROUPS))
            .map(user -> user.groups().stream().sorted().toList()));
  }
}
