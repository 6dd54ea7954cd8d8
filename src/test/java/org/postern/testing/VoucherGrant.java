package org.postern.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.postern.access.AccessGate;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.grant.Grant;
import org.postern.oauth.FormParameter;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantDescription.Label;
import org.postern.oauth.GrantDescription.PublicClients;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenRequest;
import org.postern.token.Authorization;

/**
 * An extension grant that only tests have: RFC 6749 §4.5. It is the example of how a grant is added
 * by one class. The metadata lists it only while the system property {@value #OFFERED} is true, so
 * that other tests do not notice it.
 */
@ApplicationScoped
public class VoucherGrant implements Grant {

  private static final String OFFERED = "postern.testing.voucher";
  private static final GrantType TYPE = new GrantType("urn:postern:testing:voucher");
  private static final GrantDescription DESCRIPTION =
      new GrantDescription(
          TYPE,
          new Label("with a voucher", "mit einem Gutschein"),
          List.of(
              FormParameter.credential("voucher").atMost(20),
              new FormParameter("voucher_note", 40, false, true)),
          PublicClients.REFUSED,
          false);

  @Inject private AccessGate gate;

  @Override
  public GrantDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Authorization authorize(TokenRequest request, AuthenticatedClient client) {
    if (!request.require("voucher").equals("good for one token")) {
      throw new OAuthException(new InvalidGrant(), RefusalReason.TOKEN_UNKNOWN);
    }
    return Authorization.ofClient(client.client(), TYPE, gate.ownerEpoch(client.client()));
  }

  @Override
  public boolean isOffered() {
    return Boolean.getBoolean(OFFERED);
  }
}
