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
 * The parameters of a token request. Each occurs once and is not empty. RFC 6749 §3.2.
 *
 * @param parameters the values by parameter name
 * @param resources the resource servers for which the client wants the token, RFC 8707 §2; empty if
 *     it names none
 * @param source the source of the request: an IPv4 address or an IPv6 network
 */
public record TokenRequest(Map<String, String> parameters, List<String> resources, String source) {

  /** Copies the list of resources. */
  public TokenRequest {
    resources = List.copyOf(resources);
  }

  /** Returns the value of a parameter; empty if it is missing. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Returns the value of a parameter that the grant requires.
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
   * Returns the request with the source that the client states in {@code caller_address}, if this
   * client may vouch for the addresses of its users. From any other client the parameter is ignored
   * like every unknown one: RFC 6749 §3.2.
   *
   * @throws OAuthException InvalidRequest if the client may state an address and the value is not
   *     an IP address
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

  /** The {@code scope} parameter, which is OPTIONAL: RFC 6749 §3.3. */
  public Optional<String> scope() {
    return find(ParameterNames.SCOPE);
  }

  /** Shows the names of the parameters but no values. */
  @Override
  public String toString() {
    return "TokenRequest" + parameters.keySet();
  }
}
