package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** Another WAR beside Postern, guarded by introspection: RFC 6750 §3 and RFC 7662 §2. */
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class GuestIT extends DeployedWar {

  private static final String SCOPE = "reports.read";

  /** Characters that have to be form-encoded, RFC 6749 §2.3.1. */
  private static final Registered GUEST =
      new Registered(
          "guest+" + System.currentTimeMillis() + " %:", "S3cret:of %2B+&guest_0123456789");

  /** Takes connections and never answers; nothing listens at the other port. */
  private static final ServerSocket SILENT = silent();

  private static final Socket CLOSED = closed();

  /** The longest time that a guest with the default time-outs of 2 s may need on a busy machine. */
  private static final Duration WITHIN = Duration.ofSeconds(8);

  private static Users.Registered user;

  private final Postern postern = Postern.MANAGED;
  private final Postern guest = at("guest");

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "guest", order = 2, testable = false)
  static WebArchive guest() {
    return war("guest", introspectionOf(Postern.MANAGED), GUEST.secret());
  }

  @Deployment(name = "guest-of-nobody", order = 3, testable = false)
  static WebArchive guestOfNobody() {
    return war(
        "guest-of-nobody",
        URI.create("http://localhost:" + CLOSED.getLocalPort() + "/"),
        GUEST.secret());
  }

  @Deployment(name = "guest-of-silence", order = 4, testable = false)
  static WebArchive guestOfSilence() {
    return war(
        "guest-of-silence",
        URI.create("http://localhost:" + SILENT.getLocalPort() + "/"),
        GUEST.secret());
  }

  @Deployment(name = "guest-with-a-wrong-secret", order = 5, testable = false)
  static WebArchive guestWithAWrongSecret() {
    return war("guest-with-a-wrong-secret", introspectionOf(Postern.MANAGED), "wrong");
  }

  @Deployment(name = "guest-without-a-secret", managed = false, testable = false)
  static WebArchive guestWithoutASecret() {
    return war("guest-without-a-secret", introspectionOf(Postern.MANAGED), "");
  }

  private static WebArchive war(String name, URI endpoint, String secret) {
    return ShrinkWrap.create(WebArchive.class, name + ".war")
        .addPackage("org.postern.reports")
        .addAsLibrary(BearerJarIT.JAR.toFile(), "postern-bearer.jar")
        .addAsResource(
            new StringAsset(
                "postern.introspection.endpoint="
                    + endpoint
                    + "\npostern.introspection.client-id="
                    + GUEST.clientId()
                    + "\npostern.introspection.client-secret="
                    + secret
                    + "\n"),
            "META-INF/microprofile-config.properties");
  }

  private static URI introspectionOf(Postern postern) {
    return postern.uri("oauth2/introspect");
  }

  private static Postern at(String context) {
    return new Postern(Postern.MANAGED.uri("").resolve("/" + context));
  }

  private static ServerSocket silent() {
    try {
      return new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Socket closed() {
    try {
      Socket socket = new Socket();
      socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void register() {
    user = Users.any().create();
    SecretsOfTests.remember(GUEST.secret());
    JsonArrayBuilder clients =
        Json.createArrayBuilder()
            .add(
                Json.createObjectBuilder()
                    .add("client_id", GUEST.clientId())
                    .add("client_secret", GUEST.secret())
                    .add("type", "confidential")
                    .add(
                        "grants",
                        Json.createArrayBuilder(
                            List.of("client_credentials", "password", "refresh_token")))
                    .add("users", Json.createArrayBuilder().add(user.username())));
    Postern.MANAGED.apply(Json.createObjectBuilder().add("clients", clients));
    Postern.MANAGED.apply(
        Json.createObjectBuilder()
            .add(
                "scopes",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("name", SCOPE)
                            .add("for", "both")
                            .add(
                                "resource_servers",
                                Json.createArrayBuilder().add(GUEST.clientId())))));
  }

  @AfterAll
  static void close() throws IOException {
    SILENT.close();
    CLOSED.close();
  }

  private static Clients caller() {
    return Clients.confidential()
        .grants("client_credentials", "password")
        .users(user.username())
        .scopes(SCOPE)
        .defaultScopes(SCOPE);
  }

  private String clientToken(Registered client) {
    return postern.token(client, "grant_type", "client_credentials").accessToken();
  }

  private Answer userTokens(Registered client) {
    return postern.token(
        client, "grant_type", "password", "username", user.username(), "password", user.password());
  }

  @Test
  void letsALiveTokenWithTheScopeIn() {
    Registered client = caller().create();

    Answer answer = guest.get("api/reports", clientToken(client));

    assertEquals(200, answer.status(), answer.body());
    assertEquals("client " + client.clientId() + " - " + SCOPE, answer.body());
  }

  @Test
  void knowsUsersFromClients() {
    Registered client = caller().create();

    Answer asUser = guest.get("api/reports/mine", userTokens(client).accessToken());
    Answer asClient = guest.get("api/reports/mine", clientToken(client));

    assertEquals("user " + client.clientId() + " " + user.username() + " " + SCOPE, asUser.body());
    assertEquals(403, asClient.status());
    assertEquals("insufficient_scope", asClient.error());
  }

  @Test
  void leavesAloneWhatIsNotProtected() {
    Answer answer = guest.send(guest.request("api/reports/open").GET());

    assertEquals(200, answer.status());
    assertEquals("open", answer.body());
  }

  // The same refusals as Postern's own resources: RFC 6750 §3.1.

  private record Refused(int status, String body, List<Optional<String>> headers) {

    static Refused of(Answer answer) {
      return new Refused(
          answer.status(),
          answer.body(),
          Stream.of(
                  "www-authenticate",
                  "content-type",
                  "cache-control",
                  "retry-after",
                  "x-content-type-options")
              .map(answer::header)
              .toList());
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("no token", 401, "", List.of()),
        Arguments.of("another scheme", 401, "", List.of("Basic YTpi")),
        Arguments.of("an unknown token", 401, "", List.of("Bearer psa_unknown")),
        Arguments.of("no value", 400, "", List.of("Bearer")),
        Arguments.of("two headers", 400, "", List.of("Bearer psa_a", "Bearer psa_b")),
        Arguments.of("a token in the query", 400, "?access_token=psa_a", List.of()),
        Arguments.of("too little scope", 403, "", List.of("Bearer {live}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusesAsPosternDoes(String name, int status, String query, List<String> headers) {
    String live = clientToken(caller().create());
    HttpRequest.Builder here = postern.request("api/client" + query).GET();
    HttpRequest.Builder there = guest.request("api/reports/client" + query).GET();
    for (String header : headers) {
      here.header("Authorization", header.replace("{live}", live));
      there.header("Authorization", header.replace("{live}", live));
    }

    Answer ofPostern = postern.send(here);
    Answer ofGuest = guest.send(there);

    assertEquals(status, ofGuest.status());
    assertEquals(Refused.of(ofPostern), Refused.of(ofGuest));
  }

  @Test
  void refusesARevokedTokenAtOnce() {
    Registered client = caller().create();
    String token = clientToken(client);
    assertEquals(200, guest.get("api/reports", token).status());

    Answer revoked = postern.post("oauth2/revoke", Optional.of(client.basic()), "token", token);

    assertEquals(200, revoked.status(), revoked.body());
    assertRefused(guest.get("api/reports", token));
  }

  @Test
  void refusesTheTokensOfADisabledClientAtOnce() {
    Registered client = caller().create();
    String token = clientToken(client);
    assertEquals(200, guest.get("api/reports", token).status());

    postern.control("client.disable", "client_id", client.clientId());

    assertRefused(guest.get("api/reports", token));
  }

  // RFC 9700 §2.3, RFC 7662 §4.

  @Test
  void refusesATokenThatIsMeantForOthers() {
    Registered other = Clients.confidential().create();
    String scope = Scopes.forKind("client").resourceServers(other.clientId()).create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes(SCOPE, scope)
            .defaultScopes(scope)
            .create();

    String forOther = clientToken(client);
    String forBoth =
        postern
            .token(client, "grant_type", "client_credentials", "scope", SCOPE + " " + scope)
            .accessToken();

    assertRefused(guest.get("api/reports/any", forOther));
    assertEquals(200, guest.get("api/reports/any", forBoth).status());
  }

  /** Introspection says that the token is active, because the guest's own client holds it. */
  @Test
  void refusesARefreshTokenOfItsOwn() {
    Answer tokens = userTokens(GUEST);

    assertEquals(200, guest.get("api/reports/any", tokens.accessToken()).status());
    assertRefused(guest.get("api/reports/any", tokens.refreshToken()));
  }

  private static void assertRefused(Answer answer) {
    assertEquals(401, answer.status(), answer.body());
    assertEquals("invalid_token", answer.error());
  }

  // The answer is a clear 503 if the authorization server cannot say whether the token is valid.

  @ParameterizedTest
  @MethodSource("helpless")
  void isUnavailableWithoutTheAuthorizationServer(String context) {
    Postern helpless = at(context);
    String token = clientToken(caller().create());

    Answer answer = assertTimeout(WITHIN, () -> helpless.get("api/reports", token));

    assertEquals(503, answer.status());
    assertEquals("temporarily_unavailable", answer.error());
    assertEquals(Optional.of("5"), answer.header("retry-after"));
    assertEquals(Optional.of("no-store"), answer.header("cache-control"));
    assertEquals(Optional.empty(), answer.header("www-authenticate"));
    // A request that needs no introspection is answered as usual.
    assertEquals(401, helpless.send(helpless.request("api/reports").GET()).status());
    assertEquals(200, helpless.send(helpless.request("api/reports/open").GET()).status());
  }

  static Stream<String> helpless() {
    return Stream.of("guest-of-nobody", "guest-of-silence", "guest-with-a-wrong-secret");
  }

  @Test
  void doesNotDeployWithoutASecret() {
    Exception refusal =
        assertThrows(Exception.class, () -> deployer.deploy("guest-without-a-secret"));

    assertTrue(
        messages(refusal).contains("postern.introspection.client-secret is '(missing)'"),
        () -> messages(refusal));
    assertNotEquals(
        200, guest.send(at("guest-without-a-secret").request("api/reports/open").GET()).status());
  }

  private static String messages(Throwable failure) {
    StringBuilder messages = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      messages.append(cause.getMessage()).append('\n');
    }
    return messages.toString();
  }
}
