package org.postern;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.postern.endpoint.introspection.BearerChallengeFilter;
import org.postern.endpoint.introspection.IntrospectionResource;
import org.postern.endpoint.revocation.RevocationResource;
import org.postern.endpoint.token.TokenResource;
import org.postern.http.CorsFilter;
import org.postern.http.Door;
import org.postern.http.FailureMapper;
import org.postern.http.JerseySettings;
import org.postern.http.NoStoreFilter;
import org.postern.http.OAuthExceptionMapper;

/** The OAuth endpoints. Every request passes {@link Door}. */
@ApplicationPath("oauth2")
public class OAuth2Application extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        TokenResource.class,
        IntrospectionResource.class,
        BearerChallengeFilter.class,
        RevocationResource.class,
        Door.class,
        NoStoreFilter.class,
        CorsFilter.class,
        OAuthExceptionMapper.class,
        FailureMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return JerseySettings.ALL;
  }
}
