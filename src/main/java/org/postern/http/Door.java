package org.postern.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.ContentTooLarge;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.MethodNotAllowed;
import org.postern.oauth.OAuthError.UnsupportedMediaType;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

/**
 * What every request to an OAuth endpoint passes before anything else looks at it: method, query,
 * media type, size, and the form, which it leaves as a request property. RFC 6749 §3.2.
 */
@Provider
@PreMatching
@Priority(Door.PRIORITY)
@ApplicationScoped
public class Door implements ContainerRequestFilter {

  /** Before every other filter. */
  public static final int PRIORITY = 100;

  /** The largest body, in bytes. */
  public static final int MAX_BODY_BYTES = 16_384;

  /** The request property that holds the {@link FormParameters}. */
  public static final String FORM = "org.postern.form";

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      request.abortWith(Response.noContent().header(HttpHeaders.ALLOW, HttpMethod.POST).build());
      return;
    }
    if (!request.getMethod().equals(HttpMethod.POST)) {
      throw malformed(new MethodNotAllowed());
    }
    FormParameters.refuseInQuery(request.getUriInfo().getRequestUri().getRawQuery());
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
    // What is announced and does not come would be waited for.
    if (announcedLength(request) > MAX_BODY_BYTES) {
      throw malformed(new ContentTooLarge());
    }
    byte[] body = read(request.getEntityStream());
    if (body.length > MAX_BODY_BYTES) {
      throw malformed(new ContentTooLarge());
    }
    if (MediaTypes.namesOtherCharset(contentType) && !isAscii(body)) {
      throw malformed(new UnsupportedMediaType());
    }
    request.setProperty(FORM, FormParameters.of(body));
  }

  // A form is ASCII, as all else is escaped: then every charset that clients name reads the same.
  private static boolean isAscii(byte[] body) {
    for (byte b : body) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  // Not ContainerRequestContext#getLength, which is an int and fails beyond it.
  private static long announcedLength(ContainerRequestContext request) {
    String length = request.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  // One byte more than allowed, so that too much is noticed and no more than that is read.
  private static byte[] read(InputStream body) {
    try {
      return body.readNBytes(MAX_BODY_BYTES + 1);
    } catch (IOException e) {
      // A broken chunk or a sender that went away is the sender's doing.
      throw malformed(new InvalidRequest("The body cannot be read"));
    }
  }

  private static OAuthException malformed(OAuthError error) {
    return new OAuthException(error, RefusalReason.MALFORMED_REQUEST);
  }
}
