package org.postern.admin.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.postern.access.AccessGate;
import org.postern.oauth.Scope;

/** Finds the resource servers for which a token is meant. */
@ApplicationScoped
public class TokenAudience {

  private final AccessGate gate;

  /** For the proxy only. */
  protected TokenAudience() {
    this(null);
  }

  @Inject
  TokenAudience(AccessGate gate) {
    this.gate = gate;
  }

  /** Returns the client identifiers of the resource servers of a scope, sorted; may be empty. */
  public List<String> of(Scope scope) {
    return gate.audienceOf(scope);
  }
}
