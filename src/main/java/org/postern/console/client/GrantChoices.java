package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.client.ClientSetting;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;
import org.postern.oauth.FormParameter;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantType;

/** The grants of this server as the pages offer them. */
@Named
@RequestScoped
public class GrantChoices {

  /** The texts for parameters that have one. The others are called by their names. */
  private static final Map<String, String> LABELS =
      Map.of(
          "username", "use.users.name",
          "password", "use.try.password",
          "refresh_token", "use.try.refresh-token");

  private final GrantCatalogue catalogue;
  private final Viewer viewer;

  /** For the proxy only. */
  protected GrantChoices() {
    this(null, null);
  }

  @Inject
  GrantChoices(GrantCatalogue catalogue, Viewer viewer) {
    this.catalogue = catalogue;
    this.viewer = viewer;
  }

  /**
   * A field for a parameter of a grant.
   *
   * @param grant the type of the grant
   * @param name the name of the parameter
   * @param label what a person reads
   * @param masked whether the value is a credential
   */
  public record Field(String grant, String name, String label, boolean masked) {}

  /** The types of all grants, sorted. */
  public List<String> getTypes() {
    return catalogue.types();
  }

  /** Returns all grants for a form, with those disabled that the user may not give. */
  List<SelectItem> items(Predicate<GrantType> givable) {
    return catalogue.grants().stream()
        .map(
            grant ->
                new SelectItem(
                    grant.type().value(),
                    grant.type() + ": " + grant.label().in(viewer.getLocale()),
                    null,
                    !givable.test(grant.type())))
        .toList();
  }

  /** Returns the types of the grants that the client may use, in the order of the client. */
  List<String> usable(ClientDetails client) {
    List<GrantType> registered =
        client.get(ClientSetting.GRANTS).stream().map(GrantType::new).toList();
    Set<GrantType> usable =
        client.get(ClientSetting.TYPE).equals("public")
            ? catalogue.usableByPublicClient(
                registered, client.get(ClientSetting.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT))
            : catalogue.usable(registered);
    return registered.stream().filter(usable::contains).map(GrantType::value).toList();
  }

  /** Returns a field for each parameter that only one of these grants has. */
  List<Field> fields(List<String> types) {
    return types.stream()
        .map(catalogue::find)
        .flatMap(Optional::stream)
        .flatMap(grant -> grant.parameters().stream().map(parameter -> field(grant, parameter)))
        .toList();
  }

  private static Field field(GrantDescription grant, FormParameter parameter) {
    String text = LABELS.get(parameter.name());
    return new Field(
        grant.type().value(),
        parameter.name(),
        text == null ? parameter.name() : Notices.text(text),
        parameter.credential());
  }
}
