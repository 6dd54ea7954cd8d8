package org.postern;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.postern.api.AdministrationMapper;
import org.postern.bearer.BearerFilter;
import org.postern.endpoint.admin.AuditResource;
import org.postern.endpoint.admin.ClientFamiliesResource;
import org.postern.endpoint.admin.ClientTokensResource;
import org.postern.endpoint.admin.ClientUsersResource;
import org.postern.endpoint.admin.ClientsResource;
import org.postern.endpoint.admin.ConfigurationResource;
import org.postern.endpoint.admin.LargeBodyFilter;
import org.postern.endpoint.admin.ScopesResource;
import org.postern.endpoint.admin.SecretsResource;
import org.postern.endpoint.admin.TokensResource;
import org.postern.endpoint.admin.UserFamiliesResource;
import org.postern.endpoint.admin.UserTokensResource;
import org.postern.endpoint.admin.UsersResource;
import org.postern.http.BodyFilter;
import org.postern.http.FailureMapper;
import org.postern.http.JerseySettings;
import org.postern.http.NoStoreFilter;
import org.postern.http.OAuthExceptionMapper;
import org.postern.http.ProblemMapper;
import org.postern.resource.ClientResource;
import org.postern.resource.ClientSecretsResource;
import org.postern.resource.HealthResource;
import org.postern.resource.MeResource;
import org.postern.resource.PasswordResource;
import org.postern.resource.ProfileResource;

/** The protected resources, the admin API and the health checks. */
@ApplicationPath("api")
public class ApiApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        MeResource.class,
        ProfileResource.class,
        HealthResource.class,
        ClientResource.class,
        ClientsResource.class,
        SecretsResource.class,
        AuditResource.class,
        ClientTokensResource.class,
        ClientFamiliesResource.class,
        UserTokensResource.class,
        UserFamiliesResource.class,
        TokensResource.class,
        ClientSecretsResource.class,
        ConfigurationResource.class,
        ClientUsersResource.class,
        ScopesResource.class,
        UsersResource.class,
        PasswordResource.class,
        BodyFilter.class,
        BearerFilter.class,
        LargeBodyFilter.class,
        NoStoreFilter.class,
        ProblemMapper.class,
        AdministrationMapper.class,
        OAuthExceptionMapper.class,
        FailureMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return JerseySettings.ALL;
  }
}
