package org.postern.clientauth;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Registers a bean as a client authentication method under its name in RFC 7591 §2. */
@Qualifier
@Retention(RUNTIME)
@Target(TYPE)
public @interface ForAuthMethod {

  /** The name, such as {@code client_secret_basic}. */
  String value();
}
