package org.postern.oauth;

import java.util.List;

/**
 * What Postern knows of a client authentication method besides how it reads a request.
 *
 * @param name the name in RFC 7591 §2, such as {@code client_secret_basic}
 * @param parameters the parameters that only this method has
 * @param proves whether the method proves who the client is; the method {@code none} does not
 */
public record AuthMethodDescription(String name, List<FormParameter> parameters, boolean proves) {

  /** Copies the list of parameters. */
  public AuthMethodDescription {
    parameters = List.copyOf(parameters);
  }
}
