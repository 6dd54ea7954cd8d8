package org.postern.admin;

import jakarta.json.spi.JsonProvider;

/** What makes JSON objects: to look for it costs more than to make a small one. */
final class JsonForms {

  /** The provider of the server, which threads may share. */
  static final JsonProvider JSON = JsonProvider.provider();

  private JsonForms() {}
}
