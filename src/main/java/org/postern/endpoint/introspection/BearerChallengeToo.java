package org.postern.endpoint.introspection;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;

/** Adds a Bearer challenge to every 401, because this endpoint takes bearer tokens as well. */
@NameBinding
@Retention(RUNTIME)
public @interface BearerChallengeToo {}
