package org.postern.admin;

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
 * Gives the actor of a use case the rights of now, in the transaction of the use case and before
 * anything else in it. What was checked when the request began may be long ago: a body can be sent
 * slowly, a password is hashed, another change is waited for. A transaction that took longer than a
 * second, because it waited or had much to do, asks again before it commits or tells anything.
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
      // Without a transaction of its own, what the use case did may be what ended the token.
      if (call.getMethod().isAnnotationPresent(Transactional.class)
          && clock.now().isAfter(begin.plus(FRESH))) {
        requireRightsOf(actor);
      }
    }
  }

  // What was taken meanwhile ends the use case even where the token goes on living with less.
  private void requireRightsOf(Actor actor) {
    if (!renewals.renew(actor).mayAllThat(actor)) {
      throw AdministrationException.forbidden("the right to do this was taken meanwhile");
    }
  }
}
