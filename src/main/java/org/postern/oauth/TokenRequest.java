package org.postern.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.oauth.OAuthError.InvalidRequest;

/**
 * A request to the token, the introspection or the revocation endpoint: the form and the two other
 * parts of the request that an endpoint reads. It is made once, when the form is read, and every
 * step of the request gets this one value. RFC 6749 §3.2.
 *
 * @param parameters the values by parameter name; each list has at least one value, and no value is
 *     empty
 * @param authorization the value of the Authorization header; empty if there is none
 * @param source the source of the request: an IPv4 address or an IPv6 network
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 §3.2</a>
 */
public record TokenRequest(
    Map<String, List<String>> parameters, Optional<String> authorization, String source) {

  /** Returns the first value of a parameter; empty if the parameter is missing. */
  public Optional<String> find(String name) {
    return findAll(name).stream().findFirst();
  }

  /** Returns all values of a parameter, in their order; empty if the parameter is missing. */
  public List<String> findAll(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /**
   * Returns the value of a parameter that the caller requires.
   *
   * @throws OAuthException InvalidRequest if it is missing
   */
  public String require(String name) {
    return require(name, RefusalReason.MALFORMED_REQUEST);
  }

  /**
   * Returns the value of a parameter that the caller requires.
   *
   * @param reason the reason of the refusal
   * @throws OAuthException InvalidRequest if it is missing
   */
  public String require(String name, RefusalReason reason) {
    return find(name)
        .orElseThrow(
            () ->
                new OAuthException(
                    new InvalidRequest("The parameter " + name + " is missing"), reason));
  }

  /** Returns the same request with another source. */
  public TokenRequest withSource(String address) {
    return new TokenRequest(parameters, authorization, address);
  }

  /** Shows the names of the parameters but no values. */
  @Override
  public String toString() {
    return "TokenRequest" + parameters.keySet();
  }
}
