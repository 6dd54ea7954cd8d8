package org.postern.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.postern.entity.AccessToken;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.job.Purge;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.PurgeStore;

/** What {@link ControlServlet} does for the tests of the server as a whole. */
@ApplicationScoped
public class ServerControls {

  private static final Set<String> TABLES =
      Set.of("AccessToken", "TokenFamily", "RefreshToken", "AuditEvent");

  @Inject private Purge purge;
  @Inject private PurgeStore purgeStore;
  @Inject private TestClock clock;

  @PersistenceContext private EntityManager entityManager;

  /**
   * Does what is asked for.
   *
   * @throws IllegalArgumentException if it is not known
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
                  clock.now().plus(Duration.parse(command.getString("for")))));
      case "purge.free" ->
          purgeStore.takeLease("nobody", clock.now().plus(Duration.ofDays(36_500)), Instant.EPOCH);
      case "purge.holder" -> answer.add("holder", purgeStore.findHolder().orElse(""));
      case "tokens.add" -> addTokens(command);
      case "rows" -> answer.add("rows", count(command));
      default -> throw new IllegalArgumentException(command.getString("do"));
    }
  }

  /** Does what needs no transaction; false if it is something else. */
  boolean runWithoutTransaction(JsonObject command, JsonObjectBuilder answer) {
    switch (command.getString("do")) {
      case "property.set" ->
          System.setProperty(command.getString("name"), command.getString("value"));
      case "property" -> answer.add("value", System.getProperty(command.getString("name"), ""));
      case "cache.evict" -> entityManager.getEntityManagerFactory().getCache().evictAll();
      case "purge" -> {
        purge.run();
        var state = purge.state();
        answer
            .add("last_look", state.lastLook().toString())
            .add("last_complete", state.lastComplete().toString())
            .add("deleted", state.deleted());
        state.lastDeleted().forEach((what, rows) -> answer.add(what.table(), rows));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  // Rows as an issue leaves them, under digests that begin with a text of the test's.
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
