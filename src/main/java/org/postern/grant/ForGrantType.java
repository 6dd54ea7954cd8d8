package org.postern.grant;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Registers a bean as the grant of this {@code grant_type}. RFC 6749 §4.5. */
@Qualifier
@Retention(RUNTIME)
@Target(TYPE)
public @interface ForGrantType {

  /** The value on the wire. */
  String value();
}
