package org.postern.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.postern.entity.AccessToken;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.entity.InstantConverter;
import org.postern.entity.TokenFamily;
import org.postern.job.Purge;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenDigest;
import org.postern.store.ClientStore;
import org.postern.store.PurgeStore;
import org.postern.store.RegisteredClient;
import org.postern.store.UsageStore;
import org.postern.token.RefreshTokenLookup;

/** The commands of {@link ControlServlet} for tests of the server as a whole. */
@ApplicationScoped
public class ServerControls {

  private static final Set<String> TABLES =
      Set.of("AccessToken", "TokenFamily", "RefreshToken", "AuditEvent");

  @Inject private Purge purge;
  @Inject private PurgeStore purgeStore;
  @Inject private ClientStore clientStore;
  @Inject private UsageStore usageStore;
  @Inject private MovableClock clock;

  @Inject private RefreshTokenLookup refreshTokens;

  @PersistenceContext private EntityManager entityManager;

  /**
   * Runs a command.
   *
   * @throws IllegalArgumentException if the command is not known
   */
  @Transactional
  public void run(JsonObject command, JsonObjectBuilder answer) {
    switch (command.getString("do")) {
      case "purge.lease" ->
          answer.add(
              "taken",
              purgeStore.takeLease(
                  command.getString("holder"),
                  clock.now(),
                  clock.now().plus(Duration.parse(command.getString("for"))),
                  clock.now().plus(Duration.ofDays(36_500))));
      case "purge.free" -> {
        Instant late = clock.now().plus(Duration.ofDays(36_500));
        purgeStore.takeLease("nobody", late, Instant.EPOCH, late);
      }
      case "purge.holder" -> answer.add("holder", purgeStore.findHolder().orElse(""));
      case "tokens.add" -> addTokens(command);
      case "rows" -> answer.add("rows", count(command));
      case "usage" -> usage(command, answer);
      case "family.make_earlier" -> makeEarlier(command);
      default -> throw new IllegalArgumentException(command.getString("do"));
    }
  }

  /** Makes a family look as an earlier version left it, with this refresh token. */
  private void makeEarlier(JsonObject command) {
    String token = command.getString("token");
    TokenFamily family = refreshTokens.find(command.getString("head")).orElseThrow().family();
    entityManager
        .createNativeQuery(
            "insert into refresh_token"
                + " (digest, family_id, generation, expires, access_digest, access_scope)"
                + " values (?, ?, ?, ?, '', '')")
        .setParameter(1, TokenDigest.of(token))
        .setParameter(2, family.id())
        .setParameter(3, family.generation())
        .setParameter(4, InstantConverter.toMicros(family.head().orElseThrow().expires()))
        .executeUpdate();
    entityManager
        .createNativeQuery(
            "update token_family set head_digest = null, head_expires = null where id = ?")
        .setParameter(1, family.id())
        .executeUpdate();
  }

  /** Runs a command that needs no transaction. Returns false if it is not such a command. */
  boolean runWithoutTransaction(JsonObject command, JsonObjectBuilder answer) {
    switch (command.getString("do")) {
      case "property.set" ->
          System.setProperty(command.getString("name"), command.getString("value"));
      case "property" -> answer.add("value", System.getProperty(command.getString("name"), ""));
      case "cache.contains" ->
          answer.add(
              "contains",
              entityManager
                  .getEntityManagerFactory()
                  .getCache()
                  .contains(AccessToken.class, TokenDigest.of(command.getString("token"))));
      case "cluster.view" -> answer.add("view", clusterView());
      case "cache.evict" -> entityManager.getEntityManagerFactory().getCache().evictAll();
      case "purge", "purge.state" -> {
        if (command.getString("do").equals("purge")) {
          purge.run();
        }
        var state = purge.state();
        answer
            .add("last_look", state.lastLook().toString())
            .add("last_complete", state.lastComplete().toString())
            .add("deleted", state.deleted());
        state.lastDeleted().forEach((what, rows) -> answer.add(what.name(), rows));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  // Reads the cluster view from the management model of the server, by JMX.
  private static String clusterView() {
    try {
      return String.valueOf(
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName("jboss.as:subsystem=jgroups,channel=ee"), "view"));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  // Adds rows as if tokens had been issued. Their digests begin with a prefix that the test
  // chooses.
  private void addTokens(JsonObject command) {
    Holding holding =
        new Holding(0, null, GrantType.CLIENT_CREDENTIALS, Scope.EMPTY, new Epochs(0, 0, 0));
    for (int i = 0; i < Integer.parseInt(command.getString("count")); i++) {
      entityManager.persist(
          new AccessToken(
              command.getString("prefix") + i,
              holding,
              null,
              clock.now(),
              clock.now().plus(Duration.parse(command.getString("lifetime")))));
    }
  }

  // The figures of a client, its secrets by label, and its counts by kind and reason.
  private void usage(JsonObject command, JsonObjectBuilder answer) {
    RegisteredClient client =
        clientStore.findByClientId(new ClientId(command.getString("client_id"))).orElseThrow();
    // The counts are read first, so that the other figures are at least as recent.
    JsonObjectBuilder counts = Json.createObjectBuilder();
    usageStore
        .findCounts(client.id(), Instant.EPOCH)
        .forEach(
            count -> counts.add(count.counted().kind() + count.counted().reason(), count.tally()));
    usageStore
        .find(client.id())
        .ifPresent(
            usage ->
                answer
                    .add("last_used", usage.lastUsed().map(Instant::toString).orElse(""))
                    .add("last_issued", usage.lastIssued().map(Instant::toString).orElse(""))
                    .add("last_refused", usage.lastRefused().map(Instant::toString).orElse(""))
                    .add("reason", usage.lastRefusedReason().orElse(""))
                    .add("reference", usage.lastRefusedReference().orElse("")));
    JsonObjectBuilder secrets = Json.createObjectBuilder();
    Map<Long, Instant> uses = usageStore.findSecretUses(client.id());
    for (RegisteredClient.Secret secret : client.secrets()) {
      if (uses.containsKey(secret.id())) {
        secrets.add(secret.label(), uses.get(secret.id()).toString());
      }
    }
    answer.add("secrets", secrets).add("counts", counts);
  }

  private long count(JsonObject command) {
    String entity = command.getString("entity");
    if (!TABLES.contains(entity)) {
      throw new IllegalArgumentException(entity);
    }
    return entityManager
        .createQuery(
            "select count(e) from "
                + entity
                + " e where e."
                + command.getString("column")
                + " like :value",
            Long.class)
        .setParameter("value", command.getString("like"))
        .getSingleResult();
  }
}
