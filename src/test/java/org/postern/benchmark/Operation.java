package org.postern.benchmark;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One row of the table.
 *
 * @param name the name that the table shows
 * @param steps makes the step that each connection repeats
 */
record Operation(String name, Supplier<List<Step>> steps) {

  private static final int TOKENS = 256;

  /**
   * The operations that can be measured at this target, with the resource that does nothing first.
   */
  static List<Operation> of(Target target, List<Connection> connections) {
    List<Operation> operations = new ArrayList<>();
    target
        .noOp()
        .ifPresent(
            uri -> operations.add(same("no-op", connections, expect(200, target.get(uri, "")))));
    operations.add(same("client credentials", connections, clientCredentials(target)));
    target.introspect().ifPresent(uri -> operations.add(introspection(target, connections, uri)));
    target.resource().ifPresent(uri -> operations.add(resource(target, connections, uri)));
    target.revoke().ifPresent(uri -> operations.add(issueAndRevoke(target, connections, uri)));
    target
        .refreshForm()
        .ifPresent(
            form -> {
              operations.add(refresh(target, connections, form));
              operations.add(login(target, form));
            });
    return Target.property("operations")
        .map(names -> List.of(names.split(",")))
        .map(names -> operations.stream().filter(one -> names.contains(one.name())).toList())
        .orElse(operations);
  }

  /** One token by client credentials. */
  static Step clientCredentials(Target target) {
    return expect(200, issue(target));
  }

  /** One token by a form without client authentication. */
  static Step token(Target target, String form) {
    return expect(200, target.post(target.token(), target.client(), form));
  }

  private static byte[] issue(Target target) {
    return target.post(
        target.token(), target.client(), "grant_type=client_credentials" + target.scopeForm());
  }

  /** The same, but 503 is accepted too, because the server may be overloaded. */
  static Step tokenOrNot(Target target, String form) {
    byte[] request = target.post(target.token(), target.client(), form);
    return connection -> {
      Connection.Answer answer = connection.send(request);
      if (answer.status() != 503) {
        require(200, answer);
      }
    };
  }

  private static Operation same(String name, List<Connection> connections, Step step) {
    return new Operation(name, () -> connections.stream().map(connection -> step).toList());
  }

  private static Step expect(int status, byte[] request) {
    return connection -> require(status, connection.send(request));
  }

  private static void require(int status, Connection.Answer answer) {
    if (answer.status() != status) {
      throw new IllegalStateException("status " + answer.status() + ": " + answer.body());
    }
  }

  private static Operation introspection(
      Target target, List<Connection> connections, URI introspect) {
    return new Operation(
        "introspection",
        () ->
            inTurn(
                connections,
                tokens(target, connections.get(0)).stream()
                    .map(token -> target.post(introspect, target.introspector(), "token=" + token))
                    .toList()));
  }

  private static Operation resource(Target target, List<Connection> connections, URI resource) {
    return new Operation(
        "protected resource",
        () ->
            inTurn(
                connections,
                tokens(target, connections.get(0)).stream()
                    .map(token -> target.get(resource, "Bearer " + token))
                    .toList()));
  }

  private static List<Step> inTurn(List<Connection> connections, List<byte[]> requests) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      int[] next = {i};
      steps.add(
          connection -> {
            next[0] = (next[0] + 1) % requests.size();
            require(200, connection.send(requests.get(next[0])));
          });
    }
    return steps;
  }

  private static List<String> tokens(Target target, Connection connection) {
    byte[] issue = issue(target);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(send(connection, issue).text("access_token"));
    }
    return tokens;
  }

  private static Connection.Answer send(Connection connection, byte[] request) {
    try {
      return connection.send(request);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Operation issueAndRevoke(Target target, List<Connection> connections, URI revoke) {
    byte[] issue = issue(target);
    return same(
        "issue and revoke",
        connections,
        connection -> {
          String token = connection.send(issue).text("access_token");
          require(200, connection.send(target.post(revoke, target.client(), "token=" + token)));
        });
  }

  // There is only one connection, because several logins of one user would wait for each other or
  // be refused.
  private static Operation login(Target target, String form) {
    return new Operation("password login", () -> List.of(token(target, form)));
  }

  private static Operation refresh(Target target, List<Connection> connections, String form) {
    byte[] first = target.post(target.token(), target.client(), form);
    return new Operation(
        "refresh",
        () -> {
          List<Step> steps = new ArrayList<>();
          for (Connection connection : connections) {
            String[] token = {send(connection, first).text("refresh_token")};
            steps.add(
                each -> {
                  String refresh = "grant_type=refresh_token&refresh_token=" + token[0];
                  token[0] =
                      each.send(target.post(target.token(), target.client(), refresh))
                          .text("refresh_token");
                });
          }
          return steps;
        });
  }
}
