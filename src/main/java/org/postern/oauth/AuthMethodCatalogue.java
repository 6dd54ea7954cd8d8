package org.postern.oauth;

import java.util.List;

/**
 * The client authentication methods of this server. A bean of {@code clientauth} collects them.
 *
 * @param methods all methods, also those that are switched off, sorted by name
 */
public record AuthMethodCatalogue(List<AuthMethodDescription> methods) {

  /** Copies the list. */
  public AuthMethodCatalogue {
    methods = List.copyOf(methods);
  }
}
