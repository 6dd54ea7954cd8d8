package org.postern;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.postern.endpoint.metadata.MetadataResource;
import org.postern.http.FailureMapper;
import org.postern.http.JerseySettings;
import org.postern.http.NoSniffFilter;

/** The resources at well-known paths, RFC 8615. */
@ApplicationPath(".well-known")
public class WellKnownApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(MetadataResource.class, NoSniffFilter.class, FailureMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return JerseySettings.ALL;
  }
}
