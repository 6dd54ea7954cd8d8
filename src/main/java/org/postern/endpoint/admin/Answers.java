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
import org.postern.admin.Page;
import org.postern.admin.Revision;

/** The answers of the admin API that are no refusals. */
final class Answers {

  private Answers() {}

  /** Something as it is. */
  static Response ok(JsonObject body) {
    return with(Response.ok(), body).build();
  }

  /** Something that can be changed. */
  static Response ok(JsonObject body, Revision revision) {
    return with(Response.ok(), body).header(HttpHeaders.ETAG, tag(revision)).build();
  }

  /** Something that was made, and where it is from now on. */
  static Response created(JsonObject body, Revision revision, URI location) {
    return with(Response.status(201), body)
        .header(HttpHeaders.ETAG, tag(revision))
        .header(HttpHeaders.LOCATION, location.toString())
        .build();
  }

  /** It is done and there is nothing to tell. */
  static Response noContent() {
    return Response.noContent().build();
  }

  /** A part of a list: {@code items}, and {@code next} if there are more. */
  static <T> Response page(Page<T> page, Function<T, JsonObject> form) {
    return ok(list(page, form));
  }

  /** The same of a list that is changed as a whole. */
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
   * Where something is.
   *
   * @param issuer what this server is called by others, whatever the request says
   * @param segments of the path below {@code api/admin}, not yet encoded
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

  // As bytes, so that no writer of JSON has to be found for every answer.
  private static Response.ResponseBuilder with(Response.ResponseBuilder response, JsonObject body) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
