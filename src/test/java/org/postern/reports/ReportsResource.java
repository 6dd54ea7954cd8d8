package org.postern.reports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.postern.bearer.BearerPrincipal;
import org.postern.bearer.RequiresScope;
import org.postern.bearer.TokenKind;
import org.postern.bearer.VerifiedToken;

/** {@code api/reports}: says whose token the request carried. */
@Path("reports")
@Produces(MediaType.TEXT_PLAIN)
@ApplicationScoped
public class ReportsResource {

  /** Needs a token with this scope. */
  @GET
  @RequiresScope("reports.read")
  public String read(@Context SecurityContext security) {
    return describe(security);
  }

  /** Needs any live token. */
  @GET
  @Path("any")
  @RequiresScope
  public String any(@Context SecurityContext security) {
    return describe(security);
  }

  /** Needs a user's token. */
  @GET
  @Path("mine")
  @RequiresScope(value = "reports.read", kind = TokenKind.USER)
  public String mine(@Context SecurityContext security) {
    return describe(security);
  }

  /** Needs one of Postern's own scopes, so that refusals can be compared with Postern's. */
  @GET
  @Path("client")
  @RequiresScope(value = "client.self", kind = TokenKind.CLIENT)
  public String client(@Context SecurityContext security) {
    return describe(security);
  }

  /** Needs no token. */
  @GET
  @Path("open")
  public String open() {
    return "open";
  }

  private static String describe(SecurityContext security) {
    VerifiedToken token = ((BearerPrincipal) security.getUserPrincipal()).token();
    return String.join(
        " ",
        token.kind().text(),
        token.clientId(),
        token.username().orElse("-"),
        token.scope().toString());
  }
}
