package org.postern.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Inserts rows as a large, old installation has them, by SQL. Clients, users and the audit trail
 * work on both databases, tokens on PostgreSQL only.
 */
final class FullTables {

  /** How many clients and users {@link #clients} makes. */
  static final int CLIENTS = 50_000;

  private static final String TO_CLIENTS = series(1, CLIENTS);

  private static final List<String> OF_CLIENTS =
      List.of(
          "insert into app_user (id, subject, username, password_hash, display_name, email, roles,"
              + " enabled, locked, epoch, created, updated, version) select -i, 'subject' || i,"
              + " 'filled' || i, 'x', 'User ' || i, 'user' || i || '@example.com', '', true, false,"
              + " 0, i, i, 0"
              + TO_CLIENTS,
          "insert into scope (name, description, for_clients, for_users, roles, built_in, updated,"
              + " version) select 'filled' || i, '', true, true, '', false, 0, 0"
              + series(1, 500),
          "insert into client (id, client_id, name, description, client_type, enabled, user_access,"
              + " acts_for_owner, allow_client_secret_post, allow_password_grant_for_public_client,"
              + " may_introspect_all, access_token_lifetime, user_access_token_lifetime,"
              + " refresh_token_lifetime, refresh_token_max_lifetime, replay_window, epoch,"
              + " created, updated, version) select -i, 'filled' || i, 'Client ' || i, 'The client"
              + " that has number ' || i, 'confidential', true, 'assigned', false, true, false,"
              + " false, 3600, 3600, 3600, 7200, 0, 0, i, i, 0"
              + TO_CLIENTS,
          "insert into client_secret (id, client_id, label, secret_hash, weak, created)"
              + " select -i, -i, 'default', 'x', false, 0"
              + TO_CLIENTS,
          "insert into client_grant (client_id, grant_type) select -i, 'client_credentials'"
              + TO_CLIENTS,
          "insert into client_scope (client_id, scope_name, is_default) select -i, 'filled' || (1 +"
              + " i % 500), true"
              + TO_CLIENTS,
          "insert into client_user (client_id, user_id, assigned, epoch, version) select -i, -i,"
              + " true, 0, 0"
              + TO_CLIENTS,
          "insert into client_user_group (client_id, group_name) select -i, 'filled'" + TO_CLIENTS,
          "insert into scope_resource (scope_name, client_id) select 'filled' || (1 + i % 500),"
              + " 'filled' || i"
              + series(1, 500),
          "insert into client_usage (client_id, last_used, last_issued, last_refused,"
              + " last_refused_reason, last_refused_reference) select -i, 1, 1, 0, '', ''"
              + TO_CLIENTS,
          "insert into secret_usage (secret_id, last_used) select -i, 1" + TO_CLIENTS,
          "insert into usage_count (begins, client_id, kind, reason, tally, expires)"
              + " select 0, -i, 'filled', '', 1, 9e15"
              + TO_CLIENTS);

  private FullTables() {}

  /** 50,000 clients and users, with a secret, a grant, scopes and figures of use each. */
  static void clients(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : OF_CLIENTS) {
        statement.execute(sql);
      }
    }
  }

  /**
   * Tokens that live, with digests as random as real ones: of four, one is a user's and has a
   * family with its refresh token.
   *
   * @param from the number of the first, from 1; those of calls for the same tables must not meet
   * @param to the number of the last
   */
  static void tokens(Connection connection, int from, int to) throws SQLException {
    accessTokens(connection, from, to, "9e15", "1");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into token_family (id, client_id, user_id, grant_type, scope, client_epoch,"
              + " user_epoch, assignment_epoch, generation, taken, created, idle_expires,"
              + " absolute_expires, head_expires, head_digest)"
              + " select 'filled' || i, -(1 + i % 50000), -(1 + i % 50000),"
              + " 'password', '', 0, 0, 0, 1, 0, i, 9e15, 9e15, 9e15, "
              + digest("refresh")
              + series(from, to)
              + " where i % 4 = 0");
    }
  }

  /**
   * Access tokens alone, as in {@link #tokens}, that expired, each a microsecond after the one
   * before it. As in a real table they lie in the order in which they expire, which takes minutes
   * for millions.
   */
  static void expired(Connection connection, int from, int to) throws SQLException {
    accessTokens(connection, from, to, "i", "i");
  }

  private static void accessTokens(
      Connection connection, int from, int to, String expires, String order) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set work_mem = '1GB'");
      statement.execute(
          "insert into access_token (digest, client_id, user_id, family_id, grant_type, scope,"
              + " client_epoch, user_epoch, assignment_epoch, issued, expires) select "
              + digest("access")
              + ", -(1 + i % 50000), case when i % 4 = 0 then -(1 + i % 50000) end, case when i % 4"
              + " = 0 then 'filled' || i end, case when i % 4 = 0 then 'password' else"
              + " 'client_credentials' end, 'api.read', 0, 0, 0, i, "
              + expires
              + series(from, to)
              + " order by "
              + order);
    }
  }

  /** Updates the statistics of the query planner after rows were added. */
  static void analyze(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("analyze");
    }
  }

  /** Does the maintenance now that the database would do by itself in the next minutes. */
  static void settle(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    }
  }

  private static String digest(String kind) {
    return "translate(encode(sha256(convert_to('"
        + kind
        + "' || i, 'UTF8')), 'base64'), '+/=', '-_')";
  }

  /**
   * Lines of the trail, a second apart: half of them about all clients and users in turn, half
   * about one client. Of ten, one is a refusal.
   */
  static void trail(Connection connection, int lines) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into audit_event (reference, occurred, kind, reason, actor, client_id, username,"
              + " source, detail, occurrences) select 'F' || (1000000000 + i), 1000000 * cast(i as"
              + " bigint), case when i % 100 = 0 then 'client.changed' when i % 10 = 1 then"
              + " 'token.refused' else 'token.issued' end, case when i % 10 = 1 then 'secret_wrong'"
              + " end, case when i % 100 = 0 then 'user:filled1' end, 'filled' || (case when i % 2"
              + " = 0 then 1 + i % 50000 else 1 end), 'filled' || (1 + i / 3 % 50000), '127.0.0.1',"
              + " '{}', 1"
              + series(1, lines));
    }
  }

  private static String series(int from, int to) {
    return " from "
        + (TestDatabase.isPostgresql() ? "generate_series" : "system_range")
        + "("
        + from
        + ", "
        + to
        + ") s(i)";
  }
}
