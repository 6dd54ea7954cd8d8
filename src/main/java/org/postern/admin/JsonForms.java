package org.postern.admin;

import jakarta.json.spi.JsonProvider;

/**
 * The JSON provider. It is kept, because searching for it costs more than building a small object.
 */
final class JsonForms {

  /** The JSON provider of the server, which threads may share. */
  static final JsonProvider JSON = JsonProvider.provider();

  private JsonForms() {}
}
