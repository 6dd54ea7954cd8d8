package org.postern.endpoint.token;

import static org.postern.oauth.ParameterNames.ACCESS_TOKEN;
import static org.postern.oauth.ParameterNames.EXPIRES_IN;
import static org.postern.oauth.ParameterNames.REFRESH_TOKEN;
import static org.postern.oauth.ParameterNames.SCOPE;
import static org.postern.oauth.ParameterNames.TOKEN_TYPE;

import org.postern.http.Json;
import org.postern.token.IssuedTokens;

/**
 * Writes the answer of RFC 6749 §5.1. It always states the granted scope, except an empty one,
 * which the grammar of {@code scope} does not allow.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749 §5.1</a>
 */
final class TokenResponse {

  private TokenResponse() {}

  static byte[] toJson(IssuedTokens issued) {
    return Json.object(
        json -> {
          json.write(ACCESS_TOKEN, issued.accessToken().value());
          json.write(TOKEN_TYPE, "Bearer");
          json.write(EXPIRES_IN, issued.lifetime().toSeconds());
          issued.refreshToken().ifPresent(token -> json.write(REFRESH_TOKEN, token.value()));
          if (!issued.scope().isEmpty()) {
            json.write(SCOPE, issued.scope().toString());
          }
        });
  }
}
