package org.postern.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.admin.ClientAdministration;
import org.postern.admin.ClientView;
import org.postern.admin.Page;
import org.postern.config.Clock;

/** The list of clients. Its state is in its address. */
@Named
@RequestScoped
public class ClientListBean {

  private static final String UNUSED_SINCE = "unused_since";

  // The choices of the filter, in days.
  private static final List<Integer> UNUSED_DAYS = List.of(30, 90, 365);

  private final ClientAdministration clients;
  private final Viewer viewer;
  private final Clock clock;
  private final ListAddress address;

  private Page<ClientView> page;

  /**
   * A choice of a filter.
   *
   * @param value in the address
   * @param label for people
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

  /** What the list shows of its state. */
  public ListAddress getAddress() {
    return address;
  }

  /** The clients of this part. */
  public List<ClientView> getItems() {
    return page().items();
  }

  /** The cursor that leads to the next part; empty at the end. */
  public Optional<String> getNext() {
    return page().next();
  }

  private Page<ClientView> page() {
    if (page == null) {
      page = clients.list(viewer.actor(), address.parameters());
    }
    return page;
  }

  /** Since when a client may be unused: some days before today, and what the address says. */
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
