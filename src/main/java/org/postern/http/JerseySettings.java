package org.postern.http;

import java.util.Map;

/** For Jersey (Payara, GlassFish), which reads them nowhere else; other servers pass them over. */
public final class JerseySettings {

  /** An answer without a body stays one, and nobody is told which resources there are. */
  public static final Map<String, Object> ALL =
      Map.of(
          // Else the server puts its error page in.
          "jersey.config.server.response.setStatusOverSendError", true,
          "jersey.config.server.wadl.disableWadl", true);

  private JerseySettings() {}
}
