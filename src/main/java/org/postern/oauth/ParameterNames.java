package org.postern.oauth;

/** The names of request and response parameters, spelt as the RFCs spell them. */
public final class ParameterNames {

  /** RFC 6749 §5.1. */
  public static final String ACCESS_TOKEN = "access_token";

  /**
   * Postern's own: the address of the user for whom the client acts. Only a client that may vouch
   * for addresses can use it.
   */
  public static final String CALLER_ADDRESS = "caller_address";

  /** RFC 7521 §4.2. Postern knows it only to refuse it in a query string. */
  public static final String CLIENT_ASSERTION = "client_assertion";

  /** RFC 6749 §2.3.1. */
  public static final String CLIENT_ID = "client_id";

  /** RFC 6749 §2.3.1. */
  public static final String CLIENT_SECRET = "client_secret";

  /** RFC 6749 §4.1.3. Postern knows it only to refuse it in a query string. */
  public static final String CODE = "code";

  /** RFC 6749 §5.2. */
  public static final String ERROR = "error";

  /** RFC 6749 §5.2. */
  public static final String ERROR_DESCRIPTION = "error_description";

  /** RFC 6749 §5.1. */
  public static final String EXPIRES_IN = "expires_in";

  /** RFC 6749 §4.4.2. */
  public static final String GRANT_TYPE = "grant_type";

  /** RFC 6749 §4.3.2. */
  public static final String PASSWORD = "password";

  /** RFC 6749 §6. */
  public static final String REFRESH_TOKEN = "refresh_token";

  /** RFC 8707 §2. */
  public static final String RESOURCE = "resource";

  /** RFC 6749 §3.3. */
  public static final String SCOPE = "scope";

  /** RFC 7662 §2.1 and RFC 7009 §2.1. */
  public static final String TOKEN = "token";

  /** RFC 6749 §5.1. */
  public static final String TOKEN_TYPE = "token_type";

  /** RFC 7662 §2.1 and RFC 7009 §2.1. */
  public static final String TOKEN_TYPE_HINT = "token_type_hint";

  /** RFC 6749 §4.3.2. */
  public static final String USERNAME = "username";

  private ParameterNames() {}
}
