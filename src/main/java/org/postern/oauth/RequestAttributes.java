package org.postern.oauth;

/** The names of request attributes by which one layer passes values to the next. */
public final class RequestAttributes {

  /** The source of the request: an IPv4 address or an IPv6 network, as text. */
  public static final String SOURCE = "org.postern.source";

  private RequestAttributes() {}
}
