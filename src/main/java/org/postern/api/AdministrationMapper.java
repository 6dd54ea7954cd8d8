package org.postern.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Problem;
import org.postern.bearer.BearerPrincipal;
import org.postern.bearer.VerifiedToken;
import org.postern.http.ProblemException;
import org.postern.http.ProblemException.Field;
import org.postern.http.ProblemMapper;
import org.postern.oauth.ClientId;
import org.postern.oauth.RequestAttributes;

/** Turns the refusal of a use case into problem details. RFC 9457 §3. */
@Provider
@ApplicationScoped
public class AdministrationMapper implements ExceptionMapper<AdministrationException> {

  @Inject private ProblemMapper problems;

  @Context private HttpServletRequest request;

  @Context private SecurityContext security;

  @Override
  public Response toResponse(AdministrationException refusal) {
    Optional<VerifiedToken> token =
        security.getUserPrincipal() instanceof BearerPrincipal principal
            ? Optional.of(principal.token())
            : Optional.empty();
    Response response =
        problems.response(
            problem(refusal),
            refusal.reason(),
            token.map(VerifiedToken::clientId).map(ClientId::new),
            token.flatMap(VerifiedToken::username),
            RequestAttributes.source(request::getAttribute));
    if (refusal.kind() == AdministrationException.Kind.ENDED) {
      return challenge(response, "invalid_token", "The token has ended", "");
    }
    if (refusal.kind() == AdministrationException.Kind.LOGIN_TOO_OLD) {
      return challenge(
          response,
          "insufficient_user_authentication",
          "A more recent authentication is required",
          ", max_age=\"" + AdministrationException.MAX_LOGIN_AGE.toSeconds() + "\"");
    }
    if (refusal.kind() == AdministrationException.Kind.FORBIDDEN) {
      return challenge(response, "insufficient_scope", "The token does not allow this", "");
    }
    return refusal.retryAfter().map(wait -> retryAfter(response, wait)).orElse(response);
  }

  // Adds the challenge of RFC 6750 §3.1 for a token that has ended during the request or gives too
  // few rights, or of RFC 9470 §3 for a login that is too old.
  private static Response challenge(
      Response response, String error, String description, String more) {
    return Response.fromResponse(response)
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            "Bearer realm=\"postern\", error=\""
                + error
                + "\", error_description=\""
                + description
                + "\""
                + more)
        .build();
  }

  private static Response retryAfter(Response response, Duration wait) {
    return Response.fromResponse(response)
        .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
        .build();
  }

  static ProblemException problem(AdministrationException refusal) {
    List<Problem> all = refusal.problems();
    int status = status(refusal.kind());
    if (refusal.kind() == AdministrationException.Kind.STALE) {
      return new ProblemException(status, "was changed since the ETag in If-Match was given");
    }
    // A single problem of the whole request needs no list.
    if (all.size() == 1 && all.get(0).pointer().isEmpty()) {
      return new ProblemException(status, all.get(0).message());
    }
    return new ProblemException(
        status, summary(refusal.kind()), all.stream().map(AdministrationMapper::field).toList());
  }

  private static Field field(Problem problem) {
    return problem
        .parameter()
        .map(name -> Field.ofParameter(name, problem.message()))
        .orElseGet(() -> Field.ofMember(problem.pointer(), problem.message()));
  }

  private static int status(AdministrationException.Kind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case ENDED, LOGIN_TOO_OLD -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case STALE -> 412;
      case THROTTLED -> 429;
      case INVALID -> 422;
    };
  }

  private static String summary(AdministrationException.Kind kind) {
    return switch (kind) {
      case MALFORMED -> "The request cannot be read as it is";
      case FORBIDDEN -> "The token does not allow this";
      case CONFLICT -> "The change does not go together with what exists";
      case ENDED, LOGIN_TOO_OLD, NOT_FOUND, STALE, THROTTLED, INVALID -> "The change breaks a rule";
    };
  }
}
