package org.postern.grant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.config.IpAddress;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.store.RegisteredClient;

/**
 * The parameters of a token request: each present once and not empty. RFC 6749 §3.2.
 *
 * @param parameters by name
 * @param resources the resource servers that the token is meant for, as RFC 8707 §2 lets a request
 *     state them; empty if it does not
 * @param source where the request comes from
 */
public record TokenRequest(Map<String, String> parameters, List<String> resources, String source) {

  /** Copies the list. */
  public TokenRequest {
    resources = List.copyOf(resources);
  }

  /** The value of a parameter. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * The value of a parameter that the grant cannot do without.
   *
   * @throws OAuthException InvalidRequest if it is missing
   */
  public String require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new OAuthException(
                    new InvalidRequest("The parameter " + name + " is missing"),
                    RefusalReason.MALFORMED_REQUEST));
  }

  /**
   * The same request as it counts for this client: where the client vouches for the addresses of
   * its callers and names one, the request comes from there. From any other client the parameter is
   * one that we do not know, and ignored: RFC 6749 §3.2.
   *
   * @throws OAuthException InvalidRequest if the client may name an address and names none
   */
  public TokenRequest toldBy(RegisteredClient client) {
    Optional<String> told = find(ParameterNames.CALLER_ADDRESS);
    if (told.isEmpty() || !client.settings().vouchesForAddresses()) {
      return this;
    }
    return told.flatMap(IpAddress::parse)
        .map(address -> new TokenRequest(parameters, resources, address.source()))
        .orElseThrow(
            () ->
                new OAuthException(
                    new InvalidRequest("The parameter caller_address is not an IP address"),
                    RefusalReason.MALFORMED_REQUEST));
  }

  /** The {@code scope} parameter. OPTIONAL, RFC 6749 §3.3. */
  public Optional<String> scope() {
    return find(ParameterNames.SCOPE);
  }

  /** Shows nothing of the values. */
  @Override
  public String toString() {
    return "TokenRequest" + parameters.keySet();
  }
}
