package org.postern.bearer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.postern.oauth.ErrorJson;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.BearerError;
import org.postern.oauth.OAuthError.InsufficientScope;
import org.postern.oauth.OAuthError.InvalidToken;
import org.postern.oauth.OAuthError.MissingToken;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;

/**
 * Turns a refusal of a protected resource into its response. RFC 6750 §3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 §3</a>
 */
final class BearerChallenge {

  private static final String CHALLENGE = "Bearer realm=\"postern\"";

  private BearerChallenge() {}

  static Response response(BearerError error, String reference) {
    Response.ResponseBuilder response =
        Response.status(status(error))
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header("X-Content-Type-Options", "nosniff");
    if (!reference.isEmpty()) {
      response.header("Postern-Reference", reference);
    }
    if (error instanceof TemporarilyUnavailable unavailable) {
      response.header(HttpHeaders.RETRY_AFTER, unavailable.retryAfter().toSeconds());
    } else if (!(error instanceof OAuthError.InsecureTransport)) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(error));
    }
    if (!error.code().isEmpty()) {
      // Some clients read JSON as ISO 8859-1 if the answer names no charset.
      response
          .type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
          .entity(ErrorJson.of(error));
    }
    return response.build();
  }

  private static int status(BearerError error) {
    if (error instanceof InsufficientScope || error instanceof OAuthError.InsecureTransport) {
      return 403;
    }
    if (error instanceof MissingToken || error instanceof InvalidToken) {
      return 401;
    }
    if (error instanceof TemporarilyUnavailable unavailable) {
      return unavailable.throttled() ? 429 : 503;
    }
    return 400;
  }

  // The challenge to a request without a token names no error: RFC 6750 §3.1, last paragraph.
  private static String challenge(BearerError error) {
    if (error instanceof MissingToken) {
      return CHALLENGE;
    }
    String challenge =
        CHALLENGE
            + ", error=\""
            + error.code()
            + "\", error_description=\""
            + error.description()
            + "\"";
    return error instanceof InsufficientScope insufficient && !insufficient.scope().isEmpty()
        ? challenge + ", scope=\"" + insufficient.scope() + "\""
        : challenge;
  }
}
