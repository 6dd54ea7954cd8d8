package org.postern.grant;

import java.util.List;
import java.util.stream.Stream;
import org.postern.oauth.GrantCatalogue;

/** The catalogue of the grants that the WAR has. */
public final class GrantCatalogues {

  /** All grants of the WAR. */
  public static final GrantCatalogue ALL =
      new GrantCatalogue(
          Stream.of(
                  new ClientCredentialsGrant(null),
                  new PasswordGrant(null, null),
                  new RefreshTokenGrant(null, null))
              .map(Grant::description)
              .toList());

  /** No grant. */
  public static final GrantCatalogue NONE = new GrantCatalogue(List.of());

  private GrantCatalogues() {}
}
