package org.postern.clientauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postern.audit.UsageBuffer;
import org.postern.clientauth.ClientAuthenticationMethod.Claim;
import org.postern.config.Clock;
import org.postern.crypto.SecretHash;
import org.postern.oauth.AuthMethodCatalogue;
import org.postern.oauth.AuthMethodDescription;
import org.postern.oauth.ClientId;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenRequest;
import org.postern.store.ClientStore;
import org.postern.store.Lookup;
import org.postern.store.RegisteredClient;
import org.postern.throttle.SecretThrottling;

/**
 * Authenticates the client of a request. RFC 6749 §2.3. Every failure of authentication takes the
 * same work and gives the same answer. The reason is for log and audit trail only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3">RFC 6749 §2.3</a>
 */
@ApplicationScoped
public class ClientAuthentication {

  private static final ClientId NOBODY = new ClientId("-");
  // A text that is equal to no hash, because hashes are base64url.
  private static final String NO_HASH = "*".repeat(43);

  private static final String TWO_METHODS = "More than one client authentication method is used";
  private static final String SAME_TWICE =
      "The same credentials are in the Authorization header and in the body: leave client_secret"
          + " out of the body";

  private final ClientStore clients;
  private final SecretHash secretHash;
  private final SecretThrottling throttling;
  private final UsageBuffer usage;
  private final Clock clock;
  private final SortedMap<String, ClientAuthenticationMethod> methods = new TreeMap<>();
  private final AuthMethodCatalogue catalogue;

  /** For the proxy only. */
  protected ClientAuthentication() {
    clients = null;
    secretHash = null;
    throttling = null;
    usage = null;
    clock = null;
    catalogue = null;
  }

  /**
   * Collects the methods.
   *
   * @throws IllegalStateException if two beans claim one name
   */
  @Inject
  public ClientAuthentication(
      ClientStore clients,
      SecretHash secretHash,
      SecretThrottling throttling,
      UsageBuffer usage,
      Clock clock,
      @Any Instance<ClientAuthenticationMethod> beans) {
    this.clients = clients;
    this.secretHash = secretHash;
    this.throttling = throttling;
    this.usage = usage;
    this.clock = clock;
    for (ClientAuthenticationMethod method : beans.stream().toList()) {
      String name = method.description().name();
      if (methods.put(name, method) != null) {
        throw new IllegalStateException("two beans claim " + name);
      }
    }
    catalogue =
        new AuthMethodCatalogue(
            methods.values().stream().map(ClientAuthenticationMethod::description).toList());
  }

  /** The descriptions of all methods, for every bean that needs them. */
  @Produces
  public AuthMethodCatalogue catalogue() {
    return catalogue;
  }

  /** The methods that are switched on, sorted by name. */
  public List<AuthMethodDescription> offeredMethods() {
    return methods.values().stream()
        .filter(ClientAuthenticationMethod::isEnabled)
        .map(ClientAuthenticationMethod::description)
        .toList();
  }

  /**
   * Authenticates the client of a request.
   *
   * @throws OAuthException InvalidRequest if two methods are used, or the body names another client
   *     than the header; InvalidClient if no method is used, or it is switched off, or the client
   *     is unknown or disabled, or its secret is wrong, expired, missing, or sent for a public
   *     client; TemporarilyUnavailable (429) in place of InvalidClient after too many failures of
   *     this client from this source, and then for a right secret as well if that secret is weak
   */
  public AuthenticatedClient authenticate(TokenRequest request) {
    List<ClientAuthenticationMethod> used =
        methods.values().stream().filter(method -> method.isUsedBy(request)).toList();
    // A client MUST NOT use more than one method: §2.3. Methods that are switched off count too.
    if (used.size() > 1) {
      throw new OAuthException(
          new InvalidRequest(isSameTwice(used, request) ? SAME_TWICE : TWO_METHODS),
          RefusalReason.AMBIGUOUS_CLIENT);
    }
    if (used.isEmpty()) {
      throw invalidClient(RefusalReason.CLIENT_NOT_PRESENTED);
    }
    ClientAuthenticationMethod method = used.get(0);
    List<Claim> claims = method.claims(request);
    if (claims.isEmpty()) {
      throw invalidClient(RefusalReason.CLIENT_NOT_PRESENTED);
    }
    List<Claim> agreeing =
        claims.stream()
            .filter(
                claim ->
                    request
                        .find(ParameterNames.CLIENT_ID)
                        .map(claim.clientId()::equals)
                        .orElse(true))
            .toList();
    if (agreeing.isEmpty()) {
      throw new OAuthException(
          new InvalidRequest("client_id disagrees with the Authorization header"),
          RefusalReason.AMBIGUOUS_CLIENT);
    }
    List<ClaimCheck> checks = agreeing.stream().map(claim -> check(claim, method)).toList();
    return decide(checks, agreeing.get(0).clientId(), request.source());
  }

  // The method compares two parts of the request only, so the answer tells the sender nothing new.
  private static boolean isSameTwice(List<ClientAuthenticationMethod> used, TokenRequest request) {
    Set<Claim> common = new HashSet<>(used.get(0).claims(request));
    used.forEach(method -> common.retainAll(method.claims(request)));
    return !common.isEmpty();
  }

  // All readings of the credentials have been checked before this method chooses one. Only failures
  // count towards the limit. While the limit is reached, a right secret is refused only if it is
  // weak, because only a weak one can be guessed.
  private AuthenticatedClient decide(List<ClaimCheck> checks, String clientId, String source) {
    Optional<ClaimCheck> good = checks.stream().filter(o -> o.reason() == null).findFirst();
    if (good.isPresent()) {
      ClaimCheck checked = good.get();
      ClientId authenticated = checked.client().clientId();
      if (checked.secret() == null) {
        usage.authenticated(authenticated);
        return new AuthenticatedClient(checked.client(), null);
      }
      Optional<OAuthException> throttled =
          checked.secret().weak() ? throttled(clientId, source, checked) : Optional.empty();
      if (throttled.isPresent()) {
        doTheRest(checks);
        throw throttled.get();
      }
      usage.authenticated(authenticated, checked.secret().id());
      return new AuthenticatedClient(checked.client(), checked.secret());
    }
    doTheRest(checks);
    // Report the reading that names a registered client, if there is one.
    ClaimCheck refused =
        checks.stream().filter(o -> o.client() != null).findFirst().orElse(checks.get(0));
    Optional<OAuthException> throttled = throttled(clientId, source, refused);
    if (throttled.isPresent()) {
      throw throttled.get();
    }
    throttling.failed(clientId, source);
    throw about(refused, invalidClient(refused.reason()));
  }

  // A known client may come from memory, in whole or in part, and may have few secrets. Do the same
  // work for every refusal, so that timing does not reveal which identifiers exist, which were used
  // lately, and which secret was right.
  private void doTheRest(List<ClaimCheck> checks) {
    for (ClaimCheck checked : checks) {
      clients.readTheRest(checked.lookup());
      int compared = checked.lookup().found().map(client -> client.secrets().size()).orElse(0);
      for (int i = compared; i < RegisteredClient.MAX_SECRETS; i++) {
        SecretHash.isEqual(NO_HASH, NO_HASH);
      }
    }
  }

  private Optional<OAuthException> throttled(String clientId, String source, ClaimCheck checked) {
    return throttling
        .retryAfter(clientId, source)
        .map(
            retryAfter ->
                about(
                    checked,
                    new OAuthException(
                        new TemporarilyUnavailable(true, retryAfter), RefusalReason.THROTTLED)));
  }

  private static OAuthException about(ClaimCheck checked, OAuthException exception) {
    return checked.client() == null ? exception : exception.about(checked.client().clientId());
  }

  private record ClaimCheck(
      Lookup<RegisteredClient> lookup, RegisteredClient.Secret secret, RefusalReason reason) {

    RegisteredClient client() {
      return lookup.found().orElse(null);
    }
  }

  private ClaimCheck check(Claim claim, ClientAuthenticationMethod method) {
    Optional<ClientId> clientId =
        ClientId.isValid(claim.clientId())
            ? Optional.of(new ClientId(claim.clientId()))
            : Optional.empty();
    Lookup<RegisteredClient> lookup = clientId.map(clients::lookUp).orElseGet(Lookup::none);
    Optional<RegisteredClient> found = lookup.found();
    String hash = secretHash.hash(clientId.orElse(NOBODY), claim.secret());
    List<RegisteredClient.Secret> secrets = found.map(RegisteredClient::secrets).orElse(List.of());
    RegisteredClient.Secret matching = null;
    for (RegisteredClient.Secret secret : secrets) {
      if (SecretHash.isEqual(hash, secret.hash())) {
        matching = secret;
      }
    }
    if (found.isEmpty()) {
      return new ClaimCheck(lookup, null, RefusalReason.CLIENT_UNKNOWN);
    }
    RegisteredClient client = found.get();
    RefusalReason reason = refusal(client, claim, matching, method);
    return new ClaimCheck(lookup, matching, reason);
  }

  private RefusalReason refusal(
      RegisteredClient client,
      Claim claim,
      RegisteredClient.Secret matching,
      ClientAuthenticationMethod method) {
    if (client.isPublic()) {
      // Many libraries always send the header. With an empty secret it only names the client, which
      // is allowed.
      if (!claim.secret().isEmpty()) {
        return RefusalReason.SECRET_FOR_PUBLIC_CLIENT;
      }
    } else {
      if (!method.isEnabled() || !method.isOpenTo(client)) {
        return RefusalReason.CLIENT_SECRET_POST_OFF;
      }
      if (claim.secret().isEmpty()) {
        return RefusalReason.SECRET_MISSING;
      }
      if (matching == null) {
        return RefusalReason.SECRET_WRONG;
      }
      Instant now = clock.now();
      if (!now.isBefore(matching.expires())) {
        return RefusalReason.SECRET_EXPIRED;
      }
    }
    return client.settings().enabled() ? null : RefusalReason.CLIENT_DISABLED;
  }

  private static OAuthException invalidClient(RefusalReason reason) {
    return new OAuthException(new InvalidClient(), reason);
  }
}
