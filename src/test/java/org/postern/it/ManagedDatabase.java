package org.postern.it;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Creates the database of the server that Arquillian manages, before Arquillian reads its
 * configuration, which contains the URL.
 */
final class ManagedDatabase implements BeforeAllCallback {

  /** The name of the database. */
  static final String NAME = "it-managed";

  private static final String PROPERTY = "it.database.arguments";

  @Override
  public void beforeAll(ExtensionContext context) {
    if (System.getProperty(PROPERTY) == null) {
      TestDatabase database = TestDatabase.empty(NAME, Path.of(System.getProperty("it.data")));
      System.setProperty(PROPERTY, String.join(" ", database.arguments()));
      if (StayingServer.isWanted()) {
        StayingServer.start(database);
      }
    }
  }
}
