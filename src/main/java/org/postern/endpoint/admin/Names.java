package org.postern.endpoint.admin;

import org.postern.http.ProblemException;
import org.postern.oauth.ClientId;

/** What a path names. */
final class Names {

  private Names() {}

  /**
   * The client identifier of a path.
   *
   * @throws ProblemException 404 if no client can have it
   */
  static ClientId clientId(String text) {
    if (!ClientId.isValid(text)) {
      throw new ProblemException(404, "there is no such client");
    }
    return new ClientId(text);
  }
}
