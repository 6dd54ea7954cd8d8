package org.postern.bearer;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Protects a resource method, or all methods of a class, with a bearer token. RFC 6750 §2.1. */
@NameBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface RequiresScope {

  /**
   * The scope tokens that the access token must have, all of them. If there are none, any live
   * token is accepted.
   */
  String[] value() default {};

  /**
   * Scope tokens of which the access token must have at least one, if there are any. A refusal
   * names the first of them.
   */
  String[] anyOf() default {};

  /** Whether a user is accepted who must first replace a one-time password. */
  boolean evenWithOneTimePassword() default false;

  /** The kinds of token that are accepted. */
  TokenKind[] kind() default {TokenKind.CLIENT, TokenKind.USER};
}
