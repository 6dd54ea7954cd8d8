package org.postern.http;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * States that JSON is UTF-8, as in the examples of RFC 6749 §5.1. The media type has no such
 * parameter (RFC 8259 §11), so a client that knows the type ignores it. But some clients read every
 * text by its charset, and use ISO 8859-1 if none is stated.
 */
final class JsonCharset {

  /** JSON with its charset. */
  static final String JSON = "application/json;charset=utf-8";

  private JsonCharset() {}

  /** Adds the charset to the type of an answer in JSON. */
  static void tell(ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    if (type != null
        && type.getParameters().isEmpty()
        && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"))) {
      response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type.withCharset("utf-8"));
    }
  }
}
