package org.postern.oauth;

import java.time.Duration;

/**
 * Every refusal of the OAuth endpoints and of the bearer filter. A record carries what its answer
 * needs and implements the interface of each place where the RFCs allow its code. Descriptions are
 * fixed ASCII text for the client's developer and never tell which part of a credential was wrong.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 §5.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 §3.1</a>
 */
public sealed interface OAuthError {

  /** The error code on the wire. */
  String code();

  /**
   * The text for the client's developer, in ASCII without quotation mark and backslash. Code and
   * description are empty for {@link MissingToken} only.
   */
  String description();

  /** Refusals of the endpoints where a client authenticates. RFC 6749 §5.2. */
  sealed interface TokenError extends OAuthError {}

  /** Refusals of a protected resource. RFC 6750 §3.1. */
  sealed interface BearerError extends OAuthError {}

  /** The request is malformed: 400. RFC 6749 §5.2, RFC 6750 §3.1. */
  record InvalidRequest(String description) implements TokenError, BearerError {
    @Override
    public String code() {
      return "invalid_request";
    }
  }

  /** The method of a request to an OAuth endpoint is not POST: 405. RFC 9110 §15.5.6. */
  record MethodNotAllowed() implements TokenError {
    @Override
    public String code() {
      return "invalid_request";
    }

    @Override
    public String description() {
      return "This endpoint takes POST";
    }
  }

  /** The body is not a plain UTF-8 form: 415. RFC 9110 §15.5.16. */
  record UnsupportedMediaType() implements TokenError {
    @Override
    public String code() {
      return "invalid_request";
    }

    @Override
    public String description() {
      return "The body must be application/x-www-form-urlencoded in UTF-8, without"
          + " Content-Encoding";
    }
  }

  /** The body is larger than the limit: 413. RFC 9110 §15.5.14. */
  record ContentTooLarge() implements TokenError {
    @Override
    public String code() {
      return "invalid_request";
    }

    @Override
    public String description() {
      return "The body is larger than 16384 bytes";
    }
  }

  /** The body was not complete in time: 408. RFC 9110 §15.5.9. */
  record RequestTimeout() implements TokenError {
    @Override
    public String code() {
      return "invalid_request";
    }

    @Override
    public String description() {
      return "The body was not complete in time";
    }
  }

  /** There is no endpoint at this path below {@code oauth2/}: 404. RFC 9110 §15.5.5. */
  record NotFound() implements TokenError {
    @Override
    public String code() {
      return "invalid_request";
    }

    @Override
    public String description() {
      return "There is no endpoint at this path";
    }
  }

  /** The request came over plain HTTP from another machine: 403. RFC 6749 §3.2, RFC 6750 §5.3. */
  record InsecureTransport() implements TokenError, BearerError {
    @Override
    public String code() {
      return "invalid_request";
    }

    @Override
    public String description() {
      return "TLS is required";
    }
  }

  /** Client authentication failed: 401. RFC 6749 §5.2. */
  record InvalidClient() implements TokenError {
    @Override
    public String code() {
      return "invalid_client";
    }

    @Override
    public String description() {
      return "Client authentication failed";
    }
  }

  /** The grant is wrong, expired, revoked or was given to another client: 400. RFC 6749 §5.2. */
  record InvalidGrant() implements TokenError {
    @Override
    public String code() {
      return "invalid_grant";
    }

    @Override
    public String description() {
      return "The credentials or the token are not valid";
    }
  }

  /** The client may not use this grant: 400. RFC 6749 §5.2. */
  record UnauthorizedClient() implements TokenError {
    @Override
    public String code() {
      return "unauthorized_client";
    }

    @Override
    public String description() {
      return "The client is not allowed to use this grant type";
    }
  }

  /**
   * The server knows no grant of this name: 400. The description has a hint if the name is nearly
   * right. RFC 6749 §5.2.
   */
  record UnsupportedGrantType(String description) implements TokenError {
    @Override
    public String code() {
      return "unsupported_grant_type";
    }
  }

  /** The scope is malformed, unknown or larger than allowed: 400. RFC 6749 §5.2. */
  record InvalidScope(String description) implements TokenError {
    @Override
    public String code() {
      return "invalid_scope";
    }
  }

  /** The scope does not lead to exactly the resources that the request names: 400. RFC 8707 §2. */
  record InvalidTarget() implements TokenError {
    @Override
    public String code() {
      return "invalid_target";
    }

    @Override
    public String description() {
      return "The scope does not lead to exactly the resources asked for";
    }
  }

  /**
   * There were too many failures (429), or a part that is needed does not answer (503). The answer
   * has {@code Retry-After}. RFC 6749 §5.2 does not have this code: see docs/divergences.md.
   *
   * @param throttled true for 429, if the caller has to slow down; false for 503
   * @param retryAfter how long the caller should wait, at least one second
   */
  record TemporarilyUnavailable(boolean throttled, Duration retryAfter)
      implements TokenError, BearerError {
    @Override
    public String code() {
      return "temporarily_unavailable";
    }

    @Override
    public String description() {
      return throttled ? "Too many failed attempts, try again later" : "Try again later";
    }
  }

  /** The server failed: 500. */
  record ServerError() implements TokenError {
    @Override
    public String code() {
      return "server_error";
    }

    @Override
    public String description() {
      return "The request could not be completed";
    }
  }

  /** The request has no token: 401 with a challenge that names no error. RFC 6750 §3. */
  record MissingToken() implements BearerError {
    @Override
    public String code() {
      return "";
    }

    @Override
    public String description() {
      return "";
    }
  }

  /**
   * The token is unknown, expired or revoked: 401. RFC 6750 §3.1. The introspection endpoint also
   * gives this answer to a token that does not allow introspection: RFC 7662 §2.3.
   */
  record InvalidToken() implements TokenError, BearerError {
    @Override
    public String code() {
      return "invalid_token";
    }

    @Override
    public String description() {
      return "The access token is unknown, expired or revoked";
    }
  }

  /**
   * The token has too little scope or is of the wrong kind: 403. RFC 6750 §3.1.
   *
   * @param scope the scope that the resource requires; may be empty
   */
  record InsufficientScope(Scope scope) implements BearerError {
    @Override
    public String code() {
      return "insufficient_scope";
    }

    @Override
    public String description() {
      return "The access token does not allow this request";
    }
  }
}
