package org.postern.bearer;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Protects a resource method, or all of a class, with a bearer token. RFC 6750 §2.1. */
@NameBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface RequiresScope {

  /** The scope tokens that the token must have, all of them; none means any live token will do. */
  String[] value() default {};

  /** Scope tokens of which the token must have one as well; a refusal names the first. */
  String[] anyOf() default {};

  /** Whether to let in a user who has to set another password first. */
  boolean evenWithOneTimePassword() default false;

  /** The kinds of token that are let in. */
  TokenKind[] kind() default {TokenKind.CLIENT, TokenKind.USER};
}
