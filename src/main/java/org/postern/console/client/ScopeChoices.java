package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.scope.ScopeDetails;
import org.postern.admin.scope.ScopeSetting;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;

/** The scopes that a form offers for a client. */
@RequestScoped
class ScopeChoices {

  private final ClientAdministration clients;
  private final Viewer viewer;

  /** For the proxy only. */
  protected ScopeChoices() {
    this(null, null);
  }

  @Inject
  ScopeChoices(ClientAdministration clients, Viewer viewer) {
    this.clients = clients;
    this.viewer = viewer;
  }

  /**
   * Returns the scopes that the user may give and that pass the test, the built-in ones last, and
   * then the scopes that the client already has.
   */
  List<SelectItem> find(Predicate<ScopeDetails> wanted, List<String> present) {
    Map<String, String> labels = new LinkedHashMap<>();
    clients.givableScopes(viewer.actor()).stream()
        .filter(wanted)
        .sorted(Comparator.comparing(ScopeDetails::builtIn))
        .forEach(scope -> labels.put(scope.name(), label(scope)));
    present.forEach(name -> labels.putIfAbsent(name, name));
    return labels.entrySet().stream()
        .map(entry -> new SelectItem(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String label(ScopeDetails scope) {
    String audience = Notices.text("access.for." + scope.get(ScopeSetting.AUDIENCE));
    String description = scope.get(ScopeSetting.DESCRIPTION);
    return scope.name() + " (" + audience + ")" + (description.isBlank() ? "" : ": " + description);
  }
}
