package org.postern.it;

import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.container.spi.event.container.BeforeStop;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

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

  private Archive<?> deployed;

  /** Deploys Postern the first time only, and any other archive every time. */
  public void deploy(@Observes(precedence = 1) EventContext<DeployDeployment> event)
      throws DeploymentException {
    if (!isPostern(event.getEvent().getDeployment())) {
      event.proceed();
    } else if (deployed == null) {
      deployed = event.getEvent().getDeployment().getDescription().getArchive();
      if (StayingServer.isWanted()) {
        deployIfChanged(event);
      } else {
        event.proceed();
      }
    }
  }

  private void deployIfChanged(EventContext<DeployDeployment> event) throws DeploymentException {
    if (StayingServer.hasDeployed(deployed)) {
      // A test of an earlier build may have been interrupted before it did so.
      Postern.MANAGED.control("clock.reset");
      return;
    }
    if (StayingServer.isDeployed()) {
      event.getEvent().getDeployableContainer().undeploy(deployed);
    }
    event.proceed();
    StayingServer.deployed(deployed);
  }

  /** Leaves Postern deployed until the server stops. */
  public void undeploy(@Observes(precedence = 1) EventContext<UnDeployDeployment> event) {
    if (!isPostern(event.getEvent().getDeployment())) {
      event.proceed();
    }
  }

  /**
   * Undeploys Postern in the end, unless the server stays: WildFly would keep it for the next run.
   */
  public void stop(@Observes BeforeStop event) throws DeploymentException {
    if (deployed != null && !StayingServer.isWanted()) {
      event.getDeployableContainer().undeploy(deployed);
      deployed = null;
    }
  }

  private static boolean isPostern(Deployment deployment) {
    return deployment.getDescription().getArchive().getName().equals(DeployedWar.NAME);
  }
}
