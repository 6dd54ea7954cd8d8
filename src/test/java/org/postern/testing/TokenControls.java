package org.postern.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.NewSecret;
import org.postern.admin.common.Actor;
import org.postern.config.PosternConfig;
import org.postern.crypto.PasswordHash;
import org.postern.crypto.RefreshTokens;
import org.postern.entity.LoginThrottle;
import org.postern.oauth.ClientId;
import org.postern.oauth.TokenDigest;
import org.postern.setup.Database;
import org.postern.store.ThrottleStore;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;
import org.postern.token.PresentedToken;
import org.postern.token.RefreshTokenLookup;
import org.postern.user.HashingQueue;
import org.postern.user.Passwords;
import org.postern.user.RehashService;

/** The commands of {@link ControlServlet} for tests of users' tokens. */
@ApplicationScoped
public class TokenControls {

  @Inject private ClientAdministration clients;
  @Inject private UserStore users;
  @Inject private RehashService rehash;
  @Inject private ObservedPasswordHash hashes;
  @Inject private HashingQueue queue;
  @Inject private ThrottleStore throttles;
  @Inject private Database database;
  @Inject private ServerControls server;
  @Inject private RefreshTokenLookup refreshTokens;
  @Inject private RefreshTokens maker;

  @PersistenceContext private EntityManager entityManager;

  private final List<Connection> occupied = new ArrayList<>();

  void run(JsonObject command, JsonObjectBuilder answer) {
    switch (command.getString("do")) {
      case "secret.add" ->
          clients.addSecret(
              Actor.SETUP,
              new ClientId(command.getString("client_id")),
              new NewSecret(
                  command.getString("label"), command.getString("secret"), Optional.empty()));
      case "user.hash" -> answer.add("hash", account(command).passwordHash());
      case "user.rehash" -> rehash(command);
      case "refresh_token" -> refreshToken(command, answer);
      case "refresh_token.forge" -> forge(command, answer);
      case "family" -> family(command.getString("id"), answer);
      case "throttle" -> throttle(command, answer);
      case "hashes" -> answer.add("checks", hashes.checks()).add("waiting", queue.waiting());
      case "hashes.hold" -> hashes.hold();
      case "hashes.release" -> hashes.release();
      case "pool.occupy" -> answer.add("occupied", occupyAllBut(command.getInt("but", 1)));
      case "pool.release" -> releasePool();
      default -> {
        if (!server.runWithoutTransaction(command, answer)) {
          server.run(command, answer);
        }
      }
    }
  }

  private UserAccount account(JsonObject command) {
    return users.findByUsername(command.getString("username")).orElseThrow();
  }

  /** Stores the same password under another cost, as if the configuration had changed since. */
  private void rehash(JsonObject command) {
    Map<String, String> cost =
        Map.of(
            "postern.argon2.memory-kib", command.getString("memory_kib"),
            "postern.argon2.iterations", command.getString("iterations"));
    PasswordHash other =
        new PasswordHash(new PosternConfig(key -> Optional.ofNullable(cost.get(key))));
    UserAccount user = account(command);
    String password = Passwords.prepare(command.getString("password")).orElseThrow();
    rehash.replace(user.id(), user.passwordHash(), other.hash(password));
  }

  private void refreshToken(JsonObject command, JsonObjectBuilder answer) {
    Optional<PresentedToken> found = refreshTokens.find(command.getString("token"));
    answer.add("found", found.isPresent());
    found.ifPresent(
        token ->
            answer
                .add("family", token.family().id())
                .add("user", usernameOf(token.family().id()))
                .add("scope", token.family().holding().scope().toString())
                .add("generation", token.generation())
                .add("used", token.isReplaced())
                .add("seed", token.isHead() && token.family().lastReply().isPresent())
                .add("of_earlier_version", token.ofEarlierVersion().isPresent())
                .add("expires", token.headExpires().toString()));
  }

  /** Makes a token as somebody can who has the server's key, but not the secret of the token. */
  private void forge(JsonObject command, JsonObjectBuilder answer) {
    String familyId = refreshTokens.find(command.getString("token")).orElseThrow().family().id();
    long generation = Long.parseLong(command.getString("generation"));
    answer.add("token", maker.random(familyId, generation).value());
  }

  private String usernameOf(String familyId) {
    return entityManager
        .createQuery(
            "select u.username from User u, TokenFamily f where f.userId = u.id and f.id = :id",
            String.class)
        .setParameter("id", familyId)
        .getSingleResult();
  }

  private void family(String id, JsonObjectBuilder answer) {
    answer
        .add("families", count("TokenFamily f where f.id", id))
        .add("access_tokens", count("AccessToken f where f.familyId", id));
  }

  private long count(String what, String id) {
    return entityManager
        .createQuery("select count(f) from " + what + " = :id", Long.class)
        .setParameter("id", id)
        .getSingleResult();
  }

  private void throttle(JsonObject command, JsonObjectBuilder answer) {
    String id =
        TokenDigest.of(
            "login\0"
                + command.getString("username")
                + '\0'
                + command.getString("client_id")
                + '\0'
                + command.getString("source"));
    Optional<LoginThrottle> row = throttles.findLogin(id);
    answer.add("found", row.isPresent());
    row.ifPresent(
        counter -> answer.add("tries", counter.tries()).add("pending", counter.pending()));
  }

  private synchronized int occupyAllBut(int left) {
    try {
      while (true) {
        occupied.add(database.dataSource().getConnection());
      }
    } catch (SQLException e) {
      // All connections are taken.
      for (int i = 0; i < left; i++) {
        close(occupied.remove(occupied.size() - 1));
      }
      return occupied.size();
    }
  }

  private synchronized void releasePool() {
    occupied.forEach(TokenControls::close);
    occupied.clear();
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
