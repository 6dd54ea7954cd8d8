package org.postern.admin.common;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import org.postern.config.Clock;

/**
 * Gives the actor of a use case its present rights, in the transaction of the use case and before
 * any other step. The check at the beginning of the request may be long ago, because the body was
 * slow, a password was hashed, or another change was waited for. If the transaction takes longer
 * than a second, the rights are checked again before it commits or returns a result.
 */
@UseCases
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class ActorRenewal {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final RenewalService renewals;
  private final Clock clock;

  @Inject
  ActorRenewal(RenewalService renewals, Clock clock) {
    this.renewals = renewals;
    this.clock = clock;
  }

  /**
   * Renews the actor, if the method has one.
   *
   * @throws AdministrationException ENDED if the token or the session has ended
   */
  @AroundInvoke
  Object renew(InvocationContext call) throws Exception {
    Object[] parameters = call.getParameters();
    int place = 0;
    while (place < parameters.length && !(parameters[place] instanceof Actor)) {
      place++;
    }
    if (place == parameters.length) {
      return call.proceed();
    }
    Instant begin = clock.now();
    Actor actor = renewals.renew((Actor) parameters[place]);
    parameters[place] = actor;
    call.setParameters(parameters);
    try {
      return call.proceed();
    } finally {
      // Check only a method with its own transaction. In other methods the use case itself may have
      // ended the token.
      if (call.getMethod().isAnnotationPresent(Transactional.class)
          && clock.now().isAfter(begin.plus(FRESH))) {
        requireRightsOf(actor);
      }
    }
  }

  // Stop the use case if a right was removed, even if the token is still live with fewer rights.
  private void requireRightsOf(Actor actor) {
    if (!renewals.renew(actor).mayAllThat(actor)) {
      throw AdministrationException.forbidden("the right to do this was taken meanwhile");
    }
  }
}
