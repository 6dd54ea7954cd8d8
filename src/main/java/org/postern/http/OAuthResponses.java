package org.postern.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.postern.oauth.ErrorJson;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.ContentTooLarge;
import org.postern.oauth.OAuthError.InsecureTransport;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidToken;
import org.postern.oauth.OAuthError.MethodNotAllowed;
import org.postern.oauth.OAuthError.NotFound;
import org.postern.oauth.OAuthError.RequestTimeout;
import org.postern.oauth.OAuthError.ServerError;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthError.UnsupportedMediaType;

/** Turns a refusal of an OAuth endpoint into a response. RFC 6749 §5.2. */
final class OAuthResponses {

  /** The header with the reference of the line in the audit trail. */
  static final String REFERENCE = "Postern-Reference";

  private OAuthResponses() {}

  static int status(OAuthError error) {
    if (error instanceof InvalidClient || error instanceof InvalidToken) {
      return 401;
    }
    if (error instanceof InsecureTransport) {
      return 403;
    }
    if (error instanceof NotFound) {
      return 404;
    }
    if (error instanceof MethodNotAllowed) {
      return 405;
    }
    if (error instanceof RequestTimeout) {
      return 408;
    }
    if (error instanceof ContentTooLarge) {
      return 413;
    }
    if (error instanceof UnsupportedMediaType) {
      return 415;
    }
    if (error instanceof ServerError) {
      return 500;
    }
    if (error instanceof TemporarilyUnavailable unavailable) {
      return unavailable.throttled() ? 429 : 503;
    }
    return 400;
  }

  /** Creates the response to a refusal that the audit trail does not record. */
  static Response of(OAuthError error) {
    return response(error).build();
  }

  static Response of(OAuthError error, String reference) {
    return response(error).header(REFERENCE, reference).build();
  }

  private static Response.ResponseBuilder response(OAuthError error) {
    Response.ResponseBuilder response =
        Response.status(status(error))
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(ErrorJson.of(error));
    if (status(error) == 401) {
      // Every 401 has a challenge: RFC 9110 §15.5.2.
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"postern\", charset=\"UTF-8\"");
    }
    if (error instanceof InvalidToken) {
      response.header(
          HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"postern\", error=\"invalid_token\"");
    }
    if (error instanceof MethodNotAllowed) {
      response.header(HttpHeaders.ALLOW, "POST");
    }
    if (error instanceof TemporarilyUnavailable unavailable) {
      response.header(HttpHeaders.RETRY_AFTER, unavailable.retryAfter().toSeconds());
    }
    return response;
  }
}
