package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.core.interception.jaxrs.PreMatchContainerRequestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.clientauth.ClientAuthMethods;
import org.postern.fixtures.Requests;
import org.postern.fixtures.Responses;
import org.postern.grant.GrantCatalogues;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.ContentTooLarge;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.MethodNotAllowed;
import org.postern.oauth.OAuthError.RequestTimeout;
import org.postern.oauth.OAuthError.UnsupportedMediaType;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.RequestAttributes;
import org.postern.oauth.TokenRequest;

/** The checks of a request to an OAuth endpoint before anything reads it. RFC 6749 §3.2. */
class DoorTest {

  private static final String TYPE = "Content-Type";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Door door = door();

  private static Door door() {
    try {
      Door door = new Door();
      Field form = Door.class.getDeclaredField("form");
      form.setAccessible(true);
      form.set(door, new FormReader(GrantCatalogues.ALL, ClientAuthMethods.CATALOGUE));
      return door;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreMatchContainerRequestContext request(
      String method, String uri, String body, String... headers) {
    PreMatchContainerRequestContext request =
        Requests.jaxRs(method, uri, body.getBytes(StandardCharsets.UTF_8), headers);
    List<String> types = request.getHeaders().remove(TYPE);
    // The servlet filter in front of it sets the same property.
    if (types != null && types.size() == 1) {
      request.setProperty(UnparsedRequest.CONTENT_TYPE, types.get(0));
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return with(
        request,
        RequestBody.read(
            new ByteArrayInputStream(bytes), bytes.length, Door.MAX_BODY_BYTES, Duration.ZERO));
  }

  private static PreMatchContainerRequestContext with(
      PreMatchContainerRequestContext request, RequestBody body) {
    body.keepIn(request::setProperty);
    return request;
  }

  @Test
  void leavesTheRequestBehind() {
    PreMatchContainerRequestContext request =
        request(
            "POST",
            "/token",
            "grant_type=client_credentials",
            TYPE,
            FORM,
            "Authorization",
            "Basic Zm9v");
    request.setProperty(RequestAttributes.SOURCE, "192.0.2.1");

    door.filter(request);

    assertEquals(
        new TokenRequest(
            Map.of("grant_type", List.of("client_credentials")),
            Optional.of("Basic Zm9v"),
            "192.0.2.1"),
        request.getProperty(Door.REQUEST));
    assertNull(request.getResponseAbortedWith());
  }

  /** Apache HttpClient 5 names ISO-8859-1 unless it is told otherwise. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"iso-8859-1", "us-ascii", "utf-16", "nonsense"})
  void readsAsciiWhateverTheCharset(String charset) throws IOException {
    PreMatchContainerRequestContext request =
        request("POST", "/token", "password=%C3%BC", TYPE, FORM + "; charset=" + charset);

    door.filter(request);

    TokenRequest accepted = (TokenRequest) request.getProperty(Door.REQUEST);
    assertEquals(Map.of("password", List.of("\u00fc")), accepted.parameters());
    assertEquals(Optional.empty(), accepted.authorization());
  }

  @Test
  void tellsOptionsWhatIsAllowed() {
    PreMatchContainerRequestContext request = request("OPTIONS", "/token", "");

    door.filter(request);

    assertEquals("204\nAllow: POST\n", Responses.text(request.getResponseAbortedWith()));
  }

  @Test
  void takesABodyOfTheLargestSize() {
    String body = "other=" + "x".repeat(Door.MAX_BODY_BYTES - 6);
    PreMatchContainerRequestContext request = request("POST", "/token", body, TYPE, FORM);

    door.filter(request);

    TokenRequest accepted = (TokenRequest) request.getProperty(Door.REQUEST);
    assertEquals(Door.MAX_BODY_BYTES - 6, accepted.require("other").length());
  }

  static Stream<Arguments> refused() {
    OAuthError media = new UnsupportedMediaType();
    RefusalReason malformed = RefusalReason.MALFORMED_REQUEST;
    return Stream.of(
        Arguments.of("GET", request("GET", "/token", ""), new MethodNotAllowed(), malformed),
        Arguments.of("HEAD", request("HEAD", "/token", ""), new MethodNotAllowed(), malformed),
        Arguments.of("TRACE", request("TRACE", "/token", ""), new MethodNotAllowed(), malformed),
        Arguments.of(
            "PUT with a form",
            request("PUT", "/token", "a=b", TYPE, FORM),
            new MethodNotAllowed(),
            malformed),
        Arguments.of(
            "a method in lower case",
            request("post", "/token", "a=b", TYPE, FORM),
            new MethodNotAllowed(),
            malformed),
        Arguments.of("no media type", request("POST", "/token", "a=b"), media, malformed),
        Arguments.of(
            "JSON", request("POST", "/token", "{}", TYPE, "application/json"), media, malformed),
        Arguments.of(
            "two media types",
            request("POST", "/token", "a=b", TYPE, FORM, TYPE, FORM),
            media,
            malformed),
        Arguments.of(
            "another charset, and not ASCII",
            request("POST", "/token", "a=\u00fc", TYPE, FORM + "; charset=iso-8859-1"),
            media,
            malformed),
        Arguments.of(
            "compressed",
            request("POST", "/token", "a=b", TYPE, FORM, "Content-Encoding", "gzip"),
            media,
            malformed),
        Arguments.of(
            "even an encoding that changes nothing",
            request("POST", "/token", "a=b", TYPE, FORM, "Content-Encoding", "identity"),
            media,
            malformed),
        Arguments.of(
            "two Authorization headers",
            request(
                "POST", "/token", "a=b", TYPE, FORM, "Authorization", "a", "Authorization", "b"),
            new InvalidRequest("More than one Authorization header"),
            RefusalReason.AMBIGUOUS_CLIENT),
        Arguments.of(
            "one byte too many",
            request("POST", "/token", "other=" + "x".repeat(16_379), TYPE, FORM),
            new ContentTooLarge(),
            malformed),
        Arguments.of(
            "too slow",
            with(
                request("POST", "/token", "", TYPE, FORM),
                RequestBody.read(
                    new ByteArrayInputStream(new byte[1]),
                    2,
                    Door.MAX_BODY_BYTES,
                    Duration.ofNanos(-1))),
            new RequestTimeout(),
            malformed),
        Arguments.of(
            "broken",
            with(
                request("POST", "/token", "", TYPE, FORM),
                RequestBody.read(
                    new InputStream() {
                      @Override
                      public int read() throws IOException {
                        throw new IOException("A broken chunk");
                      }

                      @Override
                      public int read(byte[] bytes, int offset, int length) throws IOException {
                        return read();
                      }
                    },
                    -1,
                    Door.MAX_BODY_BYTES,
                    Duration.ZERO)),
            new InvalidRequest("The body cannot be read"),
            malformed),
        Arguments.of(
            "a repeated parameter",
            request("POST", "/token", "a=b&a=c", TYPE, FORM),
            new InvalidRequest("A parameter is repeated"),
            malformed),
        Arguments.of(
            "a scope in the query",
            request("POST", "/token?scope=x", "a=b", TYPE, FORM),
            new InvalidRequest("The parameters must be in the body, not in the query string"),
            malformed),
        Arguments.of(
            "a secret in the query",
            request("POST", "/token?client_secret=x", "a=b", TYPE, FORM),
            new InvalidRequest("Credentials must not be in the query string"),
            RefusalReason.CREDENTIAL_IN_QUERY),
        Arguments.of(
            "a secret in the query is told before a wrong media type",
            request("POST", "/token?client_secret=x", "{}", TYPE, "application/json"),
            new InvalidRequest("Credentials must not be in the query string"),
            RefusalReason.CREDENTIAL_IN_QUERY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(
      String name,
      PreMatchContainerRequestContext request,
      OAuthError error,
      RefusalReason reason) {
    OAuthException refusal = assertThrows(OAuthException.class, () -> door.filter(request));

    assertEquals(error, refusal.error());
    assertEquals(reason, refusal.reason());
    assertNull(request.getProperty(Door.REQUEST));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/", "/nothing", "/token/x", "//token", "/Token"})
  void knowsNoOtherPath(String path) {
    PreMatchContainerRequestContext get = request("GET", path, "");
    PreMatchContainerRequestContext post = request("POST", path, "a=b", TYPE, FORM);

    door.filter(get);
    door.filter(post);

    assertEquals(404, get.getResponseAbortedWith().getStatus());
    assertEquals(404, post.getResponseAbortedWith().getStatus());
  }
}
