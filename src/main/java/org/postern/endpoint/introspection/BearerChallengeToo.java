package org.postern.endpoint.introspection;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;

/**
 * Adds a Bearer challenge to every 401 of a resource. The introspection endpoint needs it, because
 * it accepts bearer tokens as well as client credentials.
 */
@NameBinding
@Retention(RUNTIME)
public @interface BearerChallengeToo {}
