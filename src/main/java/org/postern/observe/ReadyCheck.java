package org.postern.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The readiness check for the server's own health endpoint. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

  @Inject private Health health;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("postern-database").status(health.isReady()).build();
  }
}
