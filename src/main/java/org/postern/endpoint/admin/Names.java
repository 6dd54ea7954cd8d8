package org.postern.endpoint.admin;

import java.util.List;
import org.postern.http.ProblemException;
import org.postern.http.ProblemException.Field;
import org.postern.oauth.ClientId;

/** Reads names in paths and flags in queries. */
final class Names {

  private Names() {}

  /**
   * Reads a client identifier in a path.
   *
   * @throws ProblemException 404 if no client can have it
   */
  static ClientId clientId(String text) {
    if (!ClientId.isValid(text)) {
      throw new ProblemException(404, "there is no such client");
    }
    return new ClientId(text);
  }

  /**
   * Reads a name in a path.
   *
   * @throws ProblemException 404 if it contains a control character, which no name has and not
   *     every database accepts
   */
  static String text(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new ProblemException(404, "there is nothing of this name");
    }
    return text;
  }

  /**
   * Reads a query parameter that is true or false.
   *
   * @param text the value; null if it is missing, which means false
   * @throws ProblemException 400 if it is something else
   */
  static boolean flag(String name, String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw new ProblemException(
          400,
          "The request cannot be read as it is",
          List.of(Field.ofParameter(name, "must be true or false")));
    }
    return true;
  }
}
