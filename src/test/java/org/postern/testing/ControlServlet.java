package org.postern.testing;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Precondition;
import org.postern.admin.transfer.ConfigurationImport;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.PasswordPreparation;
import org.postern.admin.user.PasswordReset;
import org.postern.admin.user.UserAdministration;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserSetting;
import org.postern.entity.AccessToken;
import org.postern.entity.AuditEvent;
import org.postern.oauth.ClientId;
import org.postern.oauth.TokenDigest;

/**
 * {@code POST testing/control} with {@code {"do": what, ...}}: lets tests change and inspect the
 * state of the server over HTTP.
 */
@WebServlet("/testing/control")
public class ControlServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient MovableClock clock;
  @Inject private transient ClientAdministration clients;
  @Inject private transient UserAdministration users;
  @Inject private transient PasswordPreparation passwords;
  @Inject private transient PasswordReset resets;
  @Inject private transient ConfigurationImport imports;
  @Inject private transient TokenControls tokens;

  @PersistenceContext private transient EntityManager entityManager;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonObject command;
    try (var reader = Json.createReader(request.getInputStream())) {
      command = reader.readObject();
    }
    JsonObjectBuilder answer = Json.createObjectBuilder();
    try {
      run(command, answer);
    } catch (AdministrationException e) {
      response.setStatus(422);
      answer.add("kind", e.kind().name()).add("message", e.getMessage());
    }
    response.setContentType("application/json");
    response.getOutputStream().write(answer.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  private void run(JsonObject command, JsonObjectBuilder answer) {
    String username = command.getString("username", "");
    ClientId clientId = new ClientId(command.getString("client_id", "-"));
    switch (command.getString("do")) {
      case "clock.advance" -> clock.advance(Duration.parse(command.getString("by")));
      case "clock.stop" -> clock.stop();
      case "clock.reset" -> clock.reset();
      case "clock.now" -> answer.add("now", clock.now().toString());
      case "import" ->
          answer.add(
              "applied", imports.apply(Actor.SETUP, command.getJsonObject("document").toString()));
      case "user.disable" -> changeUser(username, UserChange.NONE.with(UserSetting.ENABLED, false));
      case "user.enable" -> changeUser(username, UserChange.NONE.with(UserSetting.ENABLED, true));
      case "user.lock" -> changeUser(username, UserChange.NONE.with(UserSetting.LOCKED, true));
      case "user.unlock" -> changeUser(username, UserChange.NONE.with(UserSetting.LOCKED, false));
      case "user.delete" -> users.delete(Actor.SETUP, username, Precondition.NONE);
      case "user.password" -> {
        HashedPassword hashed = passwords.prepare(username, command.getString("password"));
        users.changePassword(Actor.SETUP, username, hashed);
      }
      case "user.reset" ->
          answer.add(
              "password",
              resets
                  .reset(
                      Actor.SETUP,
                      username,
                      Optional.ofNullable(command.getString("lifetime", null)).map(Duration::parse))
                  .value());
      case "assign" -> clients.assign(Actor.SETUP, clientId, username);
      case "unassign" -> clients.unassign(Actor.SETUP, clientId, username);
      case "client.disable" ->
          changeClient(clientId, ClientChange.NONE.with(ClientSetting.ENABLED, false));
      case "client.enable" ->
          changeClient(clientId, ClientChange.NONE.with(ClientSetting.ENABLED, true));
      case "client.delete" -> clients.delete(Actor.SETUP, clientId, Precondition.NONE);
      case "client.grants" ->
          changeClient(
              clientId, ClientChange.NONE.with(ClientSetting.GRANTS, texts(command, "grants")));
      case "client.scopes" ->
          changeClient(
              clientId,
              ClientChange.NONE
                  .with(ClientSetting.SCOPES, texts(command, "scopes"))
                  .with(ClientSetting.DEFAULT_SCOPES, texts(command, "default_scopes")));
      case "secret.remove" ->
          clients.removeSecret(
              Actor.SETUP, clientId, command.getString("label"), Precondition.NONE, true);
      case "audit" -> audit(command, answer);
      case "token" -> token(command, answer);
      default -> tokens.run(command, answer);
    }
  }

  private void changeUser(String username, UserChange change) {
    users.change(Actor.SETUP, username, change);
  }

  private void changeClient(ClientId clientId, ClientChange change) {
    clients.change(Actor.SETUP, clientId, Precondition.NONE, change);
  }

  private static List<String> texts(JsonObject command, String name) {
    return command
        .getJsonArray(name)
        .getValuesAs(json -> ((jakarta.json.JsonString) json).getString());
  }

  private void audit(JsonObject command, JsonObjectBuilder answer) {
    String column = command.containsKey("reference") ? "reference" : "clientId";
    String value = command.getString(command.containsKey("reference") ? "reference" : "client_id");
    var events = Json.createArrayBuilder();
    entityManager
        .createQuery(
            "select e from AuditEvent e where e." + column + " = :value order by e.reference",
            AuditEvent.class)
        .setParameter("value", value)
        .getResultList()
        .forEach(
            event ->
                events.add(
                    Json.createObjectBuilder()
                        .add("reference", event.reference())
                        .add("kind", event.kind())
                        .add("reason", event.reason().orElse(""))
                        .add("actor", event.actor().orElse(""))
                        .add("client_id", event.clientId().orElse(""))
                        .add("username", event.username().orElse(""))
                        .add("source", event.source().orElse(""))
                        .add("detail", event.detail().orElse(""))
                        .add("occurrences", event.occurrences())));
    answer.add("events", events);
  }

  private void token(JsonObject command, JsonObjectBuilder answer) {
    Optional<AccessToken> row =
        entityManager
            .createQuery("select t from AccessToken t where t.digest = :digest", AccessToken.class)
            .setParameter("digest", TokenDigest.of(command.getString("token")))
            .getResultList()
            .stream()
            .findFirst();
    answer.add("found", row.isPresent());
    row.ifPresent(
        token ->
            answer
                .add("user", token.holding().userId() == null ? "" : username(token))
                .add("family", token.familyId().orElse(""))
                .add("grant", token.holding().grantType().value())
                .add("scope", token.holding().scope().toString())
                .add("issued", token.issued().toString())
                .add("expires", token.expires().toString()));
  }

  private String username(AccessToken token) {
    return entityManager
        .createQuery("select u.username from User u where u.id = :id", String.class)
        .setParameter("id", token.holding().userId())
        .getSingleResult();
  }
}
