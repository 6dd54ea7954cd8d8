package org.postern.reports;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Lists no classes: the server finds the resource here and the filter in the jar. */
@ApplicationPath("api")
public class GuestApplication extends Application {

  /**
   * Without this property, Jersey would put the server's error page into answers without a body.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.response.setStatusOverSendError", true);
  }
}
