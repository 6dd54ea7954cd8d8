package org.postern.clientauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postern.audit.UsageBuffer;
import org.postern.clientauth.ClientAuthenticationMethod.Claim;
import org.postern.config.Clock;
import org.postern.crypto.SecretHash;
import org.postern.oauth.ClientId;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.store.ClientStore;
import org.postern.store.Lookup;
import org.postern.store.RegisteredClient;
import org.postern.throttle.SecretThrottling;

/**
 * Authenticates the client of a request. RFC 6749 §2.3. Every failure does the same work and gives
 * the same answer: the reason is for log and audit trail only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3">RFC 6749 §2.3</a>
 */
@ApplicationScoped
public class ClientAuthentication {

  private static final ClientId NOBODY = new ClientId("-");
  // Never equal to a hash, which is base64url; compared where there is nothing to compare with.
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

  /** For the proxy only. */
  protected ClientAuthentication() {
    clients = null;
    secretHash = null;
    throttling = null;
    usage = null;
    clock = null;
  }

  /**
   * Reads the methods from the beans' qualifiers.
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
    for (Instance.Handle<ClientAuthenticationMethod> handle : beans.handles()) {
      handle.getBean().getQualifiers().stream()
          .filter(ForAuthMethod.class::isInstance)
          .map(qualifier -> ((ForAuthMethod) qualifier).value())
          .forEach(
              name -> {
                if (methods.put(name, handle.get()) != null) {
                  throw new IllegalStateException("two beans claim " + name);
                }
              });
    }
  }

  /** The names of the methods that are switched on, sorted. */
  public List<String> offeredMethods() {
    return methods.entrySet().stream()
        .filter(method -> method.getValue().isEnabled())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Authenticates the client.
   *
   * @throws OAuthException InvalidRequest if two methods are used, or the body names another client
   *     than the header; InvalidClient if there is no method, or the client is unknown or disabled,
   *     or its secret is wrong, expired, missing, or sent for a public client;
   *     TemporarilyUnavailable (429) instead of that after too many failures of this client from
   *     this source, and also for a right secret if it is weak
   */
  public AuthenticatedClient authenticate(PresentedCredentials presented) {
    List<Map.Entry<String, ClientAuthenticationMethod>> used =
        methods.entrySet().stream().filter(m -> m.getValue().isUsedBy(presented)).toList();
    // MUST NOT use more than one method: §2.3. The switched-off ones count.
    if (used.size() > 1) {
      throw new OAuthException(
          new InvalidRequest(isSameTwice(used, presented) ? SAME_TWICE : TWO_METHODS),
          RefusalReason.AMBIGUOUS_CLIENT);
    }
    if (used.isEmpty()) {
      throw invalidClient(RefusalReason.CLIENT_NOT_PRESENTED);
    }
    String name = used.get(0).getKey();
    ClientAuthenticationMethod method = used.get(0).getValue();
    List<Claim> claims = method.claims(presented);
    if (claims.isEmpty()) {
      throw invalidClient(RefusalReason.CLIENT_NOT_PRESENTED);
    }
    List<Claim> agreeing =
        claims.stream()
            .filter(claim -> presented.clientId().map(claim.clientId()::equals).orElse(true))
            .toList();
    if (agreeing.isEmpty()) {
      throw new OAuthException(
          new InvalidRequest("client_id disagrees with the Authorization header"),
          RefusalReason.AMBIGUOUS_CLIENT);
    }
    List<Outcome> outcomes =
        agreeing.stream().map(claim -> check(claim, name, method.isEnabled())).toList();
    return decide(outcomes, agreeing.get(0).clientId(), presented.source());
  }

  // Compares nothing but the request with itself, so it tells only what its sender knows.
  private static boolean isSameTwice(
      List<Map.Entry<String, ClientAuthenticationMethod>> used, PresentedCredentials presented) {
    Set<Claim> common = new HashSet<>(used.get(0).getValue().claims(presented));
    used.forEach(method -> common.retainAll(method.getValue().claims(presented)));
    return !common.isEmpty();
  }

  // All readings were checked before this chooses one. Only failures count; a right secret is
  // refused only where guessing it is feasible.
  private AuthenticatedClient decide(List<Outcome> outcomes, String clientId, String source) {
    Optional<Outcome> good = outcomes.stream().filter(o -> o.reason() == null).findFirst();
    if (good.isPresent()) {
      Outcome outcome = good.get();
      ClientId authenticated = outcome.client().clientId();
      if (outcome.secret() == null) {
        usage.authenticated(authenticated);
        return new AuthenticatedClient(outcome.client(), null);
      }
      if (outcome.secret().weak()) {
        requireNotThrottled(clientId, source, outcome);
      }
      usage.authenticated(authenticated, outcome.secret().id());
      return new AuthenticatedClient(outcome.client(), outcome.secret().label());
    }
    // Known clients come from memory, or partly. Run the same queries for every refusal, so that
    // timing does not reveal which identifiers exist and which were used lately.
    outcomes.forEach(outcome -> clients.readTheRest(outcome.lookup()));
    // The reading that names a registered client tells more than one that does not.
    Outcome refused =
        outcomes.stream().filter(o -> o.client() != null).findFirst().orElse(outcomes.get(0));
    requireNotThrottled(clientId, source, refused);
    throttling.failed(clientId, source);
    throw about(refused, invalidClient(refused.reason()));
  }

  private void requireNotThrottled(String clientId, String source, Outcome outcome) {
    Optional<Duration> retryAfter = throttling.retryAfter(clientId, source);
    if (retryAfter.isPresent()) {
      throw about(
          outcome,
          new OAuthException(
              new TemporarilyUnavailable(true, retryAfter.get()), RefusalReason.THROTTLED));
    }
  }

  private static OAuthException about(Outcome outcome, OAuthException exception) {
    return outcome.client() == null ? exception : exception.about(outcome.client().clientId());
  }

  private record Outcome(
      Lookup<RegisteredClient> lookup, RegisteredClient.Secret secret, RefusalReason reason) {

    RegisteredClient client() {
      return lookup.found().orElse(null);
    }
  }

  private Outcome check(Claim claim, String method, boolean methodEnabled) {
    Optional<ClientId> clientId =
        ClientId.isValid(claim.clientId())
            ? Optional.of(new ClientId(claim.clientId()))
            : Optional.empty();
    Lookup<RegisteredClient> lookup = clientId.map(clients::lookUp).orElseGet(Lookup::none);
    Optional<RegisteredClient> found = lookup.found();
    String hash = secretHash.hash(clientId.orElse(NOBODY), claim.secret());
    List<RegisteredClient.Secret> secrets = found.map(RegisteredClient::secrets).orElse(List.of());
    RegisteredClient.Secret matching = null;
    SecretHash.isEqual(hash, NO_HASH);
    for (RegisteredClient.Secret secret : secrets) {
      if (SecretHash.isEqual(hash, secret.hash())) {
        matching = secret;
      }
    }
    if (found.isEmpty()) {
      return new Outcome(lookup, null, RefusalReason.CLIENT_UNKNOWN);
    }
    RegisteredClient client = found.get();
    RefusalReason reason = refusal(client, claim, matching, method, methodEnabled);
    return new Outcome(lookup, matching, reason);
  }

  private RefusalReason refusal(
      RegisteredClient client,
      Claim claim,
      RegisteredClient.Secret matching,
      String method,
      boolean methodEnabled) {
    if (client.isPublic()) {
      // Many libraries send the header always; with an empty secret it says what client_id says.
      if (!claim.secret().isEmpty()) {
        return RefusalReason.SECRET_FOR_PUBLIC_CLIENT;
      }
    } else {
      boolean postOff =
          method.equals(ClientSecretPost.NAME) && !client.settings().allowClientSecretPost();
      if (!methodEnabled || postOff) {
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
