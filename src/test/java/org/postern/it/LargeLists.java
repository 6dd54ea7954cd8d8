package org.postern.it;

import java.util.ArrayList;
import java.util.List;

/**
 * The requests for every list of the admin API with every filter and order, for the tables of
 * {@link FullTables}.
 */
final class LargeLists {

  private static final List<String> CLIENTS =
      List.of(
          "",
          "text=lient+4999",
          "text=nowhere",
          "owner=filled1",
          "type=public",
          "enabled=true",
          "enabled=false",
          "grant=client_credentials",
          "grant=password",
          "scope=filled7",
          "scope=api.read",
          "weak_secret=true",
          "secret_review=true",
          "secret_review=false",
          "weak_secret=false",
          "secret_before=2000-01-01T00:00:00Z",
          "secret_before=1971-01-01T00:00:00Z",
          "unused_since=2000-01-01T00:00:00Z",
          "unused_since=1970-01-01T00:00:00.001Z",
          "grant=client_credentials&enabled=true&text=lient+4999",
          "grant=client_credentials&scope=filled7&weak_secret=false",
          "grant=client_credentials&weak_secret=true&enabled=true",
          "grant=client_credentials&unused_since=1970-01-01T00:00:00.001Z",
          "scope=filled7&type=confidential&text=nowhere");

  private static final List<String> USERS =
      List.of("", "text=ser+4999", "text=nowhere", "enabled=false", "locked=true", "locked=false");

  private static final List<String> SCOPES =
      List.of("", "text=filled49", "text=nowhere", "for=client", "built_in=true");

  private static final List<String> AUDIT =
      List.of(
          "",
          "client=filled1",
          "client=filled77",
          "client=nobody",
          "user=filled77",
          "actor=user:filled1",
          "actor=user:nobody",
          "kind=client.changed",
          "kind=nothing",
          "reason=secret_wrong",
          "reason=nothing",
          "from=1970-01-01T10:00:00Z&until=1970-01-01T11:00:00Z",
          "client=filled77&kind=token.refused",
          "client=filled77&reason=nothing",
          "client=filled1&user=filled77",
          "client=filled1&reason=nothing",
          "client=filled1&kind=client.changed",
          "user=filled77&kind=token.refused&reason=secret_wrong",
          "actor=user:filled1&kind=client.changed",
          "kind=token.refused&reason=secret_wrong",
          "kind=token.issued&reason=nothing",
          "client=filled1&from=1970-01-01T10:00:00Z&until=1970-01-01T11:00:00Z",
          "kind=token.issued&from=1970-01-01T10:00:00Z&until=1970-01-01T11:00:00Z");

  private LargeLists() {}

  /** The paths below {@code api/admin}, without {@code limit}. */
  static List<String> paths() {
    List<String> paths = new ArrayList<>();
    add(paths, "clients", CLIENTS, "client_id", "-client_id", "created", "-updated");
    add(paths, "users", USERS, "username", "-created", "updated");
    add(paths, "scopes", SCOPES, "name", "-updated");
    add(paths, "audit", AUDIT, "-time");
    add(paths, "audit", List.of("", "client=filled77", "reason=nothing"), "time");
    for (String kind : List.of("clients/filled1/", "users/filled1/")) {
      add(paths, kind + "tokens", List.of(""), "issued", "-issued");
      add(paths, kind + "families", List.of(""), "issued", "-issued");
    }
    add(paths, "clients/filled1/users", List.of(""), "username", "-created");
    add(paths, "users/filled1/clients", List.of(""), "client_id", "-created");
    return paths;
  }

  private static void add(List<String> paths, String list, List<String> filters, String... orders) {
    for (String filter : filters) {
      for (String order : orders) {
        paths.add(list + "?" + filter + (filter.isEmpty() ? "" : "&") + "sort=" + order);
      }
    }
  }
}
