package org.postern.oauth;

import java.util.function.Function;

/** The request attributes by which one layer passes values to the next. */
public final class RequestAttributes {

  /** The source of the request: an IPv4 address or an IPv6 network, as text. */
  public static final String SOURCE = "org.postern.source";

  private RequestAttributes() {}

  /**
   * Returns the source of a request.
   *
   * @param attributes finds an attribute of the request by its name. The properties of a JAX-RS
   *     request are the attributes of the servlet request
   */
  public static String source(Function<String, Object> attributes) {
    return String.valueOf(attributes.apply(SOURCE));
  }
}
