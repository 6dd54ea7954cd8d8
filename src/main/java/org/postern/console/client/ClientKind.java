package org.postern.console.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.scope.ScopeDetails;
import org.postern.admin.scope.ScopeSetting;
import org.postern.oauth.GrantType;

/** The kinds of new clients, with the settings that follow from them. */
public enum ClientKind {
  /** A program that acts on its own behalf. */
  SERVICE("confidential", "nobody", "client_credentials"),
  /** An application of the same organization on a server, to which users give their passwords. */
  APP("confidential", "assigned", "password refresh_token"),
  /**
   * An application of the same organization on the devices of its users, where it cannot keep a
   * secret.
   */
  DEVICE("public", "assigned", "password refresh_token"),
  /** An application that others call with tokens, which it verifies at Postern. */
  SERVER("confidential", "nobody", "");

  private final String type;
  private final String userAccess;
  private final String grants;

  ClientKind(String type, String userAccess, String grants) {
    this.type = type;
    this.userAccess = userAccess;
    this.grants = grants;
  }

  /** Finds the kind with this name; empty if there is none. */
  static Optional<ClientKind> of(String text) {
    return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  /** The name in addresses and in keys of texts. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The grants of such a client. */
  public List<String> grants() {
    return grants.isEmpty() ? List.of() : List.of(grants.split(" "));
  }

  /** Whether such a client has a secret. */
  public boolean hasSecret() {
    return type.equals("confidential");
  }

  /** Whether such a client gets tokens for users. */
  public boolean hasUsers() {
    return grants().contains(GrantType.PASSWORD.value());
  }

  /** Whether such a client requests tokens. */
  public boolean asks() {
    return !grants.isEmpty();
  }

  /** Whether tokens of such a client can have this scope. */
  boolean fits(ScopeDetails scope) {
    String audience = scope.get(ScopeSetting.AUDIENCE);
    return audience.equals("both") || audience.equals(hasUsers() ? "user" : "client");
  }

  /** The initial settings of such a client. */
  ClientChange settings() {
    ClientChange settings =
        ClientChange.NONE
            .with(ClientSetting.TYPE, type)
            .with(ClientSetting.GRANTS, grants())
            .with(ClientSetting.USER_ACCESS, userAccess);
    return this == DEVICE
        ? settings.with(ClientSetting.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT, true)
        : settings;
  }
}
