package org.postern.admin;

/** Reads clients that are written as JSON. */
public final class ClientInput {

  private ClientInput() {}

  /** The settings that a client has in an import file and in a request alike. */
  static ClientChange change(JsonMembers client) {
    return new ClientChange(
        client.text("type"),
        client.text("name"),
        client.text("description"),
        client.bool("enabled"),
        client.texts("grants"),
        client.texts("scopes"),
        client.texts("default_scopes"),
        client.text("user_access"),
        client.texts("user_groups"),
        client.text("owner"),
        client.bool("acts_for_owner"),
        client.bool("allow_client_secret_post"),
        client.bool("allow_password_grant_for_public_client"),
        client.bool("may_introspect_all"),
        client.duration("access_token_lifetime"),
        client.duration("user_access_token_lifetime"),
        client.duration("refresh_token_lifetime"),
        client.duration("refresh_token_max_lifetime"),
        client.duration("replay_window"));
  }
}
