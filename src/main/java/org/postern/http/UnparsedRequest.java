package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request to an OAuth endpoint without the headers that JAX-RS implementations parse before any
 * filter of ours: they would answer a malformed one in words of their own. {@link Door} finds the
 * only one of them that it needs in an attribute.
 */
final class UnparsedRequest extends HttpServletRequestWrapper {

  /** The attribute with the text of the Content-Type header; not set if there is not just one. */
  static final String CONTENT_TYPE = "org.postern.content-type";

  private static final Set<String> HIDDEN =
      Set.of(
          "accept",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "content-language",
          "content-type");

  UnparsedRequest(HttpServletRequest request) {
    super(request);
    List<String> contentTypes = Collections.list(request.getHeaders("Content-Type"));
    if (contentTypes.size() == 1) {
      request.setAttribute(CONTENT_TYPE, contentTypes.get(0));
    }
  }

  private static boolean isHidden(String name) {
    return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String getHeader(String name) {
    return isHidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream().filter(name -> !isHidden(name)).toList());
  }

  @Override
  public String getContentType() {
    return null;
  }
}
