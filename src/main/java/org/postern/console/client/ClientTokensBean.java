package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.token.TokenAdministration;
import org.postern.admin.token.TokenView;
import org.postern.console.common.ListAddress;
import org.postern.console.common.Notices;
import org.postern.console.common.Redirects;
import org.postern.console.common.RowButton;
import org.postern.console.common.Viewer;

/** The live access tokens of a client or, with {@code list=families}, its token families. */
@Named
@RequestScoped
public class ClientTokensBean {

  private static final String ID = "id";
  private static final String LIST = "list";
  private static final String FAMILIES = "families";

  private final TokenAdministration tokens;
  private final ClientBean client;
  private final RowButton button;
  private final Viewer viewer;
  private final Notices notices;

  private Page<TokenView> page;
  private Boolean endable;

  /** For the proxy only. */
  protected ClientTokensBean() {
    this(null, null, null, null, null);
  }

  @Inject
  public ClientTokensBean(
      TokenAdministration tokens,
      ClientBean client,
      RowButton button,
      Viewer viewer,
      Notices notices) {
    this.tokens = tokens;
    this.client = client;
    this.button = button;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** The state of the list: which list, its order and the position of the page. */
  public ListAddress getAddress() {
    return new ListAddress(viewer::parameter, ID, LIST);
  }

  /** Whether the page shows token families. */
  public boolean isFamilies() {
    return getAddress().value(LIST).equals(FAMILIES);
  }

  /** Whether the user may end the tokens. */
  public boolean isEndable() {
    if (endable == null) {
      endable = tokens.mayEnd(viewer.actor(), client.clientId());
    }
    return endable;
  }

  /** The tokens or families of this page. */
  public Page<TokenView> getPage() {
    if (page == null) {
      Map<String, List<String>> parameters = getAddress().parameters();
      parameters.remove(ID);
      parameters.remove(LIST);
      parameters.putIfAbsent("sort", List.of("-issued"));
      Query query = new Query(parameters);
      page =
          isFamilies()
              ? tokens.familiesOfClient(viewer.actor(), client.clientId(), query)
              : tokens.ofClient(viewer.actor(), client.clientId(), query);
    }
    return page;
  }

  /** Ends the token or family whose button was pressed. */
  public void revoke() {
    button
        .pressed("token")
        .ifPresent(id -> change("use.tokens.revoked", "", () -> tokens.revoke(viewer.actor(), id)));
    button
        .pressed("family")
        .ifPresent(
            id ->
                change(
                    "use.tokens.family-revoked",
                    "&list=" + FAMILIES,
                    () -> tokens.revokeFamily(viewer.actor(), id)));
  }

  /** Ends every token of the client. */
  public void revokeAll() {
    change(
        "use.tokens.all-revoked",
        "",
        () -> tokens.revokeAllOfClient(viewer.actor(), client.clientId()));
  }

  private void change(String done, String list, Runnable useCase) {
    if (notices.attempt(useCase)) {
      notices.done(done);
      Redirects.to("clients/" + client.address("tokens") + list);
    }
  }
}
