package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.admin.client.AccessCheck;
import org.postern.admin.client.AssignedUser;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.UserVerdict;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.user.UserAdministration;
import org.postern.console.common.ListAddress;
import org.postern.console.common.Notices;
import org.postern.console.common.Redirects;
import org.postern.console.common.RowButton;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;
import org.postern.oauth.RefusalReason;

/** The users who are assigned to a client, and the check whether a user may use it. */
@Named
@RequestScoped
public class ClientUsersBean {

  private static final String PAGE = "clients/users.xhtml";
  private static final String SUGGESTIONS = "10";

  private final ClientAdministration clients;
  private final UserAdministration users;
  private final AccessCheck check;
  private final ClientBean client;
  private final RowButton button;
  private final Viewer viewer;
  private final Notices notices;

  private String username = "";
  private Page<AssignedUser> page;
  private UserVerdict verdict;

  /** For the proxy only. */
  protected ClientUsersBean() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public ClientUsersBean(
      ClientAdministration clients,
      UserAdministration users,
      AccessCheck check,
      ClientBean client,
      RowButton button,
      Viewer viewer,
      Notices notices) {
    this.clients = clients;
    this.users = users;
    this.check = check;
    this.client = client;
    this.button = button;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** The state of the list: the position of the page. */
  public ListAddress getAddress() {
    return new ListAddress(viewer::parameter, "id");
  }

  /** The assigned users of this page. */
  public Page<AssignedUser> getPage() {
    if (page == null) {
      Map<String, List<String>> parameters = getAddress().parameters();
      parameters.remove("id");
      page = users.listOfClient(viewer.actor(), client.clientId(), new Query(parameters));
    }
    return page;
  }

  /** Assigns the user whose name was typed. */
  public void assign() {
    String name = username.strip();
    change(
        "use.users.assigned", name, () -> clients.assign(viewer.actor(), client.clientId(), name));
  }

  /** Ends the assignment whose button was pressed. */
  public void unassign() {
    button
        .pressed("unassign")
        .ifPresent(
            name ->
                change(
                    "use.users.unassigned",
                    name,
                    () -> clients.unassign(viewer.actor(), client.clientId(), name)));
  }

  private void change(String done, String name, Runnable useCase) {
    if (notices.attempt(useCase)) {
      notices.done(done, name);
      Redirects.to(PAGE, client.clientId().value());
    }
  }

  /** The names of users whose user name, display name or e-mail contains this text. */
  public List<String> suggest(String text) {
    return users.list(viewer.actor(), Query.of("text", text, "limit", SUGGESTIONS)).items().stream()
        .map(user -> user.value().username())
        .toList();
  }

  /** The user name to check; empty if there is none. */
  public String getAsked() {
    return viewer.parameter("user").strip();
  }

  /** Whether that user may use the client; null if there is no name to check. */
  public UserVerdict getVerdict() {
    if (verdict == null && !getAsked().isEmpty()) {
      verdict = check.mayUse(viewer.actor(), client.clientId(), getAsked());
    }
    return verdict;
  }

  /** The reason of a refusal, in words. */
  public String getReason() {
    return Optional.ofNullable(getVerdict())
        .filter(found -> !found.allowed())
        .map(found -> found.refused().map(RefusalReason::text).orElse("user_hidden"))
        .map(reason -> Notices.text("use.reason." + reason))
        .orElse("");
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = Words.orEmpty(username);
  }
}
