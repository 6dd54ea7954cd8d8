package org.postern.benchmark;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The server that is measured. If an address is empty, the operations that need it are left out.
 *
 * @param name shown in the table
 * @param token the token endpoint
 * @param noOp a resource of the same server that does nothing
 * @param client {@code id:secret} of a client with the grants client_credentials and refresh_token
 * @param introspector {@code id:secret} of a client that may introspect the other one's tokens
 * @param refreshForm the form, without authentication, that gives the first refresh token
 * @param scopeForm what is added to the form of client credentials; empty or {@code &scope=...}
 * @param serverPid the process whose CPU time and memory are read
 * @param databasePid the process whose CPU time is read, with that of its children; empty if the
 *     database is part of the server
 */
public record Target(
    String name,
    URI token,
    Optional<URI> introspect,
    Optional<URI> revoke,
    Optional<URI> resource,
    Optional<URI> noOp,
    String client,
    String introspector,
    Optional<String> refreshForm,
    String scopeForm,
    OptionalLong serverPid,
    OptionalLong databasePid) {

  /**
   * Reads {@code benchmark.url} and the properties beside it, for a server that is running already.
   */
  public static Target fromSystemProperties() {
    String client = property("client").orElseThrow();
    return new Target(
        property("name").orElse("other"),
        URI.create(property("url").orElseThrow()),
        property("introspect.url").map(URI::create),
        property("revoke.url").map(URI::create),
        property("resource.url").map(URI::create),
        property("noop.url").map(URI::create),
        client,
        property("introspector").orElse(client),
        property("refresh.form"),
        property("scope").map(scope -> "&scope=" + scope.replace(' ', '+')).orElse(""),
        pid("pid"),
        pid("database.pid"));
  }

  /** A property {@code benchmark.*}; an empty one counts as not set. */
  static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty("benchmark." + name))
        .filter(value -> !value.isEmpty());
  }

  private static OptionalLong pid(String name) {
    return property(name).stream().mapToLong(Long::parseLong).findFirst();
  }

  byte[] get(URI uri, String authorization) {
    return bytes(
        "GET "
            + path(uri)
            + " HTTP/1.1\r\nHost: "
            + uri.getAuthority()
            + (authorization.isEmpty() ? "" : "\r\nAuthorization: " + authorization)
            + "\r\n\r\n");
  }

  byte[] post(URI uri, String credentials, String form) {
    return bytes(
        "POST "
            + path(uri)
            + " HTTP/1.1\r\nHost: "
            + uri.getAuthority()
            + "\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString(bytes(credentials))
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n"
            + form);
  }

  private static String path(URI uri) {
    return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
