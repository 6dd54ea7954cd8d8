package org.postern.endpoint.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.postern.audit.Change;
import org.postern.clientauth.ClientAuthentication;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.grant.Grants;
import org.postern.http.Json;
import org.postern.oauth.AuthMethodDescription;

/**
 * The metadata of the server as JSON. What it offers depends on the clients, so it is made anew
 * after each change that this node makes, and after {@link #KEPT} because of the other nodes.
 */
@ApplicationScoped
public class MetadataDocument {

  /** How long a document is used without a look at the clients. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final PosternConfig config;
  private final Grants grants;
  private final ClientAuthentication authentication;
  private final Clock clock;
  private final AtomicLong changes = new AtomicLong();

  private volatile Made made;

  /** For the proxy only. */
  protected MetadataDocument() {
    this(null, null, null, null);
  }

  @Inject
  public MetadataDocument(
      PosternConfig config, Grants grants, ClientAuthentication authentication, Clock clock) {
    this.config = config;
    this.grants = grants;
    this.authentication = authentication;
    this.clock = clock;
  }

  private static final class Made {
    private final byte[] body;
    private final Instant time;
    private final long changesBefore;

    private Made(byte[] body, Instant time, long changesBefore) {
      this.body = body;
      this.time = time;
      this.changesBefore = changesBefore;
    }

    private boolean isOld(Instant now, long changes) {
      return changes != changesBefore || !now.isBefore(time.plus(KEPT)) || now.isBefore(time);
    }
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Change change) {
    changes.incrementAndGet();
  }

  /** Returns the document, which the caller must not change. */
  byte[] body() {
    Instant now = clock.now();
    Made last = made;
    if (last == null || last.isOld(now, changes.get())) {
      // Count the changes before reading, so that a change meanwhile makes the document old.
      long before = changes.get();
      last = new Made(make(), now, before);
      made = last;
    }
    return last.body;
  }

  private byte[] make() {
    String issuer = config.issuer().toString();
    List<AuthMethodDescription> offered = authentication.offeredMethods();
    List<String> methods = offered.stream().map(AuthMethodDescription::name).toList();
    return Json.object(
        json -> {
          json.write("issuer", issuer);
          json.write("token_endpoint", issuer + "/oauth2/token");
          json.write("introspection_endpoint", issuer + "/oauth2/introspect");
          json.write("revocation_endpoint", issuer + "/oauth2/revoke");
          // §2 makes this member REQUIRED, although §3.2 omits members without values: see
          // docs/divergences.md.
          write(json, "response_types_supported", List.of());
          write(json, "grant_types_supported", grants.offered());
          write(json, "token_endpoint_auth_methods_supported", methods);
          // A caller has to authenticate, so "none" is left out. A bearer token is accepted
          // too: §2.
          write(
              json,
              "introspection_endpoint_auth_methods_supported",
              Stream.concat(
                      offered.stream()
                          .filter(AuthMethodDescription::proves)
                          .map(AuthMethodDescription::name),
                      Stream.of("Bearer"))
                  .toList());
          write(json, "revocation_endpoint_auth_methods_supported", methods);
        });
  }

  private static void write(JsonGenerator json, String name, Collection<String> values) {
    json.writeStartArray(name);
    values.forEach(json::write);
    json.writeEnd();
  }
}
