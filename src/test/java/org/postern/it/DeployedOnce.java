package org.postern.it;

import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Deploys Postern once for all classes and not once for each, which took most of the time of many.
 * The tests share no state, so they do not notice.
 */
public final class DeployedOnce {

  /** Called by {@code META-INF/services}. */
  public static final class Extension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
      builder.observer(DeployedOnce.class);
    }
  }

  private boolean deployed;

  /** Deploys Postern the first time only, and any other archive every time. */
  public void deploy(@Observes(precedence = 1) EventContext<DeployDeployment> event) {
    if (!isPostern(event.getEvent().getDeployment())) {
      event.proceed();
    } else if (!deployed) {
      event.proceed();
      deployed = true;
    }
  }

  /** Leaves Postern deployed until the server stops. */
  public void undeploy(@Observes(precedence = 1) EventContext<UnDeployDeployment> event) {
    if (!isPostern(event.getEvent().getDeployment())) {
      event.proceed();
    }
  }

  private static boolean isPostern(Deployment deployment) {
    return deployment.getDescription().getArchive().getName().equals(DeployedWar.NAME);
  }
}
