package org.postern.oauth;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * An ordered set of scope tokens. Only U+0020 separates tokens. A repeated token counts once, at
 * its first place. The empty scope is allowed as a value and is never written on the wire. RFC 6749
 * §3.3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749 §3.3</a>
 */
public record Scope(List<String> tokens) implements Serializable {

  /**
   * The scope of a token that allows nothing but to set another password. A user who logs in with a
   * one-time password gets exactly this scope. No client can request it.
   */
  public static final String PASSWORD_CHANGE = "postern.password";

  /** The scope without any token. */
  public static final Scope EMPTY = new Scope(List.of());

  /** The longest scope token, in characters. */
  public static final int MAX_TOKEN_LENGTH = 100;

  /**
   * @throws IllegalArgumentException if a token is outside the grammar of RFC 6749 §3.3
   */
  public Scope {
    tokens = List.copyOf(new LinkedHashSet<>(tokens));
    for (String token : tokens) {
      if (!isToken(token)) {
        throw new IllegalArgumentException("not a scope token");
      }
    }
  }

  /** Creates a scope of these tokens. */
  public static Scope of(String... tokens) {
    return new Scope(List.of(tokens));
  }

  /** Creates a scope of these tokens, in the collection's order. */
  public static Scope of(Collection<String> tokens) {
    return new Scope(List.copyOf(tokens));
  }

  /**
   * Reads the form on the wire. The empty text is the empty scope.
   *
   * @throws IllegalArgumentException if the text does not follow the grammar: it has a character
   *     that no scope token may have, or a space at the start, at the end or after another space
   */
  public static Scope parse(String text) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    List<String> tokens = new ArrayList<>();
    int start = 0;
    for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', start)) {
      tokens.add(text.substring(start, space));
      start = space + 1;
    }
    tokens.add(text.substring(start));
    return new Scope(tokens);
  }

  /** Tells whether the text is a scope token of at most {@value #MAX_TOKEN_LENGTH} characters. */
  public static boolean isToken(String text) {
    if (text.isEmpty() || text.length() > MAX_TOKEN_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x21 || c > 0x7E || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Tells whether the scope has no token. */
  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** Tells whether the token is in this scope. */
  public boolean contains(String token) {
    return tokens.contains(token);
  }

  /** Tells whether every token of the other scope is in this scope. */
  public boolean containsAll(Scope other) {
    return tokens.containsAll(other.tokens);
  }

  /** Returns the tokens that pass the test, in the same order. */
  public Scope filter(Predicate<String> test) {
    for (String token : tokens) {
      if (!test.test(token)) {
        return new Scope(tokens.stream().filter(test).toList());
      }
    }
    return this;
  }

  /** The form on the wire: the tokens separated by one space; empty for the empty scope. */
  @Override
  public String toString() {
    return String.join(" ", tokens);
  }
}
