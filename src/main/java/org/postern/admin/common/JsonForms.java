package org.postern.admin.common;

import jakarta.json.spi.JsonProvider;

/**
 * The JSON provider. It is kept, because searching for it costs more than building a small object.
 */
public final class JsonForms {

  /** The JSON provider of the server, which threads may share. */
  public static final JsonProvider JSON = JsonProvider.provider();

  private JsonForms() {}
}
