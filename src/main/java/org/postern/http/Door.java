package org.postern.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.ContentTooLarge;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.MethodNotAllowed;
import org.postern.oauth.OAuthError.NotFound;
import org.postern.oauth.OAuthError.RequestTimeout;
import org.postern.oauth.OAuthError.UnsupportedMediaType;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.RequestAttributes;
import org.postern.oauth.TokenRequest;

/**
 * Checks every request to an OAuth endpoint before any other filter of JAX-RS: path, method, query,
 * media type, size and form. It leaves a {@link TokenRequest} as a request property. The {@link
 * TransportFilter} has already read the body. RFC 6749 §3.2.
 */
@Provider
@PreMatching
@Priority(Door.PRIORITY)
@ApplicationScoped
public class Door implements ContainerRequestFilter {

  /** The priority of the filters that run before every other filter. */
  public static final int PRIORITY = 100;

  /** The largest body, in bytes. */
  public static final int MAX_BODY_BYTES = 16_384;

  /** The request property that holds the {@link TokenRequest}. */
  static final String REQUEST = "org.postern.request";

  private static final Set<String> ENDPOINTS = Set.of("token", "introspect", "revoke");

  @Inject private FormReader form;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!ENDPOINTS.contains(endpoint(request))) {
      request.abortWith(OAuthResponses.of(new NotFound()));
      return;
    }
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      request.abortWith(Response.noContent().header(HttpHeaders.ALLOW, HttpMethod.POST).build());
      return;
    }
    if (!request.getMethod().equals(HttpMethod.POST)) {
      throw malformed(new MethodNotAllowed());
    }
    form.refuseInQuery(request.getUriInfo().getRequestUri().getRawQuery());
    String contentType = (String) request.getProperty(UnparsedRequest.CONTENT_TYPE);
    if (!MediaTypes.isForm(contentType)
        || request.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING)) {
      throw malformed(new UnsupportedMediaType());
    }
    List<String> authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.size() > 1) {
      throw new OAuthException(
          new InvalidRequest("More than one Authorization header"), RefusalReason.AMBIGUOUS_CLIENT);
    }
    RequestBody body = RequestBody.of(request::getProperty);
    if (body.fault().isPresent()) {
      throw malformed(error(body.fault().get()));
    }
    if (MediaTypes.namesOtherCharset(contentType) && !isAscii(body.bytes())) {
      throw malformed(new UnsupportedMediaType());
    }
    request.setProperty(
        REQUEST,
        new TokenRequest(
            form.read(body.bytes()),
            authorization == null ? Optional.empty() : authorization.stream().findFirst(),
            RequestAttributes.source(request::getProperty)));
  }

  /** Returns the request that this filter has accepted. */
  public static TokenRequest accepted(HttpServletRequest request) {
    return (TokenRequest) request.getAttribute(REQUEST);
  }

  // A form is ASCII, because all other characters are escaped. An ASCII form means the same in
  // every charset that clients name.
  private static boolean isAscii(byte[] body) {
    for (byte b : body) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  // Remove a slash at either end, because JAX-RS finds the endpoint with or without it.
  private static String endpoint(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    int start = path.startsWith("/") ? 1 : 0;
    int end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(start, end);
  }

  private static OAuthError error(RequestBody.Fault fault) {
    return switch (fault) {
      case TOO_LARGE -> new ContentTooLarge();
      case TOO_SLOW -> new RequestTimeout();
      // A broken chunk or a lost connection is the sender's fault.
      case BROKEN -> new InvalidRequest("The body cannot be read");
    };
  }

  private static OAuthException malformed(OAuthError error) {
    return new OAuthException(error, RefusalReason.MALFORMED_REQUEST);
  }
}
