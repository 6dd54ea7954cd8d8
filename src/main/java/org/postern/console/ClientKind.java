package org.postern.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.admin.ClientChange;
import org.postern.admin.ScopeDetails;
import org.postern.oauth.GrantType;

/** What a new client may be, and what follows from it. */
public enum ClientKind {
  /** A program that acts for itself. */
  SERVICE("confidential", "nobody", "client_credentials"),
  /** An application of the house on a server of its own, to which users tell their passwords. */
  APP("confidential", "assigned", "password refresh_token"),
  /** The same on the devices of its users, where nothing can be kept secret. */
  DEVICE("public", "assigned", "password refresh_token"),
  /** An application that others call with tokens, which it checks here. */
  SERVER("confidential", "nobody", "");

  private final String type;
  private final String userAccess;
  private final String grants;

  ClientKind(String type, String userAccess, String grants) {
    this.type = type;
    this.userAccess = userAccess;
    this.grants = grants;
  }

  /** The kind of this text; empty for none. */
  static Optional<ClientKind> of(String text) {
    return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  /** Its name in addresses and keys of texts. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The grants that it gets. */
  public List<String> grants() {
    return grants.isEmpty() ? List.of() : List.of(grants.split(" "));
  }

  /** Whether it gets a secret. */
  public boolean hasSecret() {
    return type.equals("confidential");
  }

  /** Whether it has tokens with a user. */
  public boolean hasUsers() {
    return grants().contains(GrantType.PASSWORD.value());
  }

  /** Whether it asks for tokens. */
  public boolean asks() {
    return !grants.isEmpty();
  }

  /** Whether its tokens can have this scope. */
  boolean fits(ScopeDetails scope) {
    return scope.audience().equals("both")
        || scope.audience().equals(hasUsers() ? "user" : "client");
  }

  /** The settings that it begins with. */
  ClientChange.Builder settings() {
    ClientChange.Builder settings =
        ClientChange.builder().type(type).grants(grants()).userAccess(userAccess);
    return this == DEVICE ? settings.allowPasswordGrantForPublicClient(true) : settings;
  }
}
