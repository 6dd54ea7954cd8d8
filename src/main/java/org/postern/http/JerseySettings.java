package org.postern.http;

import java.util.Map;

/**
 * Settings for Jersey (Payara, GlassFish), which reads them only from the JAX-RS application. Other
 * implementations ignore them.
 */
public final class JerseySettings {

  /**
   * An answer without a body gets no error page, and the list of resources (WADL) is switched off.
   */
  public static final Map<String, Object> ALL =
      Map.of(
          // Without this, the server adds its own error page to an answer without a body.
          "jersey.config.server.response.setStatusOverSendError", true,
          "jersey.config.server.wadl.disableWadl", true);

  private JerseySettings() {}
}
