package org.postern.endpoint.admin;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.postern.admin.common.Page;
import org.postern.admin.common.Revision;

/** Creates the successful answers of the admin API. */
final class Answers {

  private Answers() {}

  /** Answers with an object. */
  static Response ok(JsonObject body) {
    return with(Response.ok(), body).build();
  }

  /** Answers with an object that can be changed, with its ETag. */
  static Response ok(JsonObject body, Revision revision) {
    return with(Response.ok(), body).header(HttpHeaders.ETAG, tag(revision)).build();
  }

  /** Answers with a new object, its ETag and its location. */
  static Response created(JsonObject body, Revision revision, URI location) {
    return with(Response.status(201), body)
        .header(HttpHeaders.ETAG, tag(revision))
        .header(HttpHeaders.LOCATION, location.toString())
        .build();
  }

  /** Answers that the request succeeded, without a body. */
  static Response noContent() {
    return Response.noContent().build();
  }

  /** Answers with a page of a list: {@code items}, and {@code next} if there are more. */
  static <T> Response page(Page<T> page, Function<T, JsonObject> form) {
    return ok(list(page, form));
  }

  /** Answers with a page of a list that is changed as a whole, with its ETag. */
  static <T> Response page(Page<T> page, Revision revision, Function<T, JsonObject> form) {
    return ok(list(page, form), revision);
  }

  private static <T> JsonObject list(Page<T> page, Function<T, JsonObject> form) {
    JsonArrayBuilder items = Json.createArrayBuilder();
    page.items().forEach(item -> items.add(form.apply(item)));
    JsonObjectBuilder body = Json.createObjectBuilder().add("items", items);
    page.next().ifPresent(cursor -> body.add("next", cursor));
    return body.build();
  }

  /**
   * Returns the address of an object.
   *
   * @param issuer the configured address of this server, which is used in place of the host that
   *     the request names
   * @param segments the segments of the path below {@code api/admin}, not yet encoded
   */
  static URI location(URI issuer, String... segments) {
    StringBuilder location = new StringBuilder(issuer.toString()).append("/api/admin");
    for (String segment : segments) {
      location
          .append('/')
          .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return URI.create(location.toString());
  }

  private static String tag(Revision revision) {
    return '"' + revision.text() + '"';
  }

  // Send bytes, so that JAX-RS does not have to search for a JSON writer for every answer.
  private static Response.ResponseBuilder with(Response.ResponseBuilder response, JsonObject body) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
