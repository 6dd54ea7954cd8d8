package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientView;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.config.Clock;
import org.postern.console.common.ListAddress;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;

/** The list of clients. The state of the list is in the address of the page. */
@Named
@RequestScoped
public class ClientListBean {

  private static final String UNUSED_SINCE = "unused_since";

  // The choices of the filter for unused clients, in days.
  private static final List<Integer> UNUSED_DAYS = List.of(30, 90, 365);

  private final ClientAdministration clients;
  private final Viewer viewer;
  private final Clock clock;
  private final ListAddress address;

  private Page<ClientView> page;

  /**
   * A choice of a filter.
   *
   * @param value the value in the address
   * @param label the label for people
   */
  public record Choice(String value, String label) {}

  /** For the proxy only. */
  protected ClientListBean() {
    clients = null;
    viewer = null;
    clock = null;
    address = null;
  }

  @Inject
  public ClientListBean(ClientAdministration clients, Viewer viewer, Clock clock) {
    this.clients = clients;
    this.viewer = viewer;
    this.clock = clock;
    address =
        new ListAddress(
            viewer::parameter,
            "text",
            "type",
            "enabled",
            "grant",
            "scope",
            "weak_secret",
            "secret_review",
            UNUSED_SINCE,
            "owner",
            "secret_before");
  }

  /** The state of the list. */
  public ListAddress getAddress() {
    return address;
  }

  /** The clients of this page. */
  public List<ClientView> getItems() {
    return page().items();
  }

  /** The cursor of the next page; empty at the end. */
  public Optional<String> getNext() {
    return page().next();
  }

  private Page<ClientView> page() {
    if (page == null) {
      page = clients.list(viewer.actor(), new Query(address.parameters()));
    }
    return page;
  }

  /**
   * The choices of the filter for unused clients: some days before today, and the value in the
   * address.
   */
  public List<Choice> getUnusedChoices() {
    Instant today = clock.now().truncatedTo(ChronoUnit.DAYS);
    List<Choice> choices = new ArrayList<>();
    for (int days : UNUSED_DAYS) {
      choices.add(
          new Choice(
              today.minus(days, ChronoUnit.DAYS).toString(),
              Notices.text("clients.unused.days", days)));
    }
    Stream.of(address.value(UNUSED_SINCE))
        .filter(value -> !value.isEmpty())
        .filter(value -> choices.stream().noneMatch(choice -> choice.value().equals(value)))
        .forEach(value -> choices.add(new Choice(value, value)));
    return choices;
  }
}
