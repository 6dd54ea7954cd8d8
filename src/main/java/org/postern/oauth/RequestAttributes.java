package org.postern.oauth;

/** Names of request attributes that one layer leaves for the next. */
public final class RequestAttributes {

  /** Where the request comes from: an IPv4 address or an IPv6 network, as text. */
  public static final String SOURCE = "org.postern.source";

  private RequestAttributes() {}
}
