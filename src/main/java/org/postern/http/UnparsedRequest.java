package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request without the headers that JAX-RS implementations parse before any filter of ours: at a
 * malformed one they fail, or answer in words of their own. {@link Door} finds the only one of them
 * that it needs in an attribute; resources are chosen by the bare type of the Content-Type header.
 * Of the query, too, they get nothing that makes them fail.
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

  /** What {@link java.net.URI} refuses in a query: a broken escape, and what has to be escaped. */
  private static final Pattern NOT_OF_A_URI =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|[\\x00-\\x20\"<>\\\\^`{|}\\x7F-\\xA0]");

  private static final String OTHER = "application/octet-stream";

  private final Optional<String> mediaType;

  private UnparsedRequest(HttpServletRequest request, Optional<String> mediaType) {
    super(request);
    this.mediaType = mediaType;
  }

  /** A request to an OAuth endpoint. */
  static UnparsedRequest toEndpoint(HttpServletRequest request) {
    contentType(request).ifPresent(text -> request.setAttribute(CONTENT_TYPE, text));
    return new UnparsedRequest(request, Optional.empty());
  }

  /**
   * A request to a resource. The parameters of a Content-Type are left out: JSON is UTF-8. What is
   * missing, malformed, repeated or a form is announced as something that no resource takes: Jersey
   * would let the first pass for JSON, and looks for a form without a body in the query, where a
   * broken escape makes it fail.
   */
  static UnparsedRequest toResource(HttpServletRequest request) {
    return new UnparsedRequest(
        request,
        contentType(request)
            .flatMap(MediaTypes::typeOf)
            .filter(type -> !MediaTypes.isForm(type))
            .or(() -> Optional.of(OTHER)));
  }

  private static Optional<String> contentType(HttpServletRequest request) {
    List<String> contentTypes = Collections.list(request.getHeaders("Content-Type"));
    return contentTypes.size() == 1 ? Optional.of(contentTypes.get(0)) : Optional.empty();
  }

  private Optional<String> left(String name) {
    return name.equalsIgnoreCase("Content-Type") ? mediaType : Optional.empty();
  }

  private static boolean isHidden(String name) {
    return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
  }

  /** With an escape for each character that a URI may not have: RFC 3986 §2. */
  @Override
  public String getQueryString() {
    String query = super.getQueryString();
    return query == null
        ? null
        : NOT_OF_A_URI
            .matcher(query)
            .replaceAll(found -> String.format("%%%02X", (int) found.group().charAt(0)));
  }

  @Override
  public String getHeader(String name) {
    return isHidden(name) ? left(name).orElse(null) : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isHidden(name)
        ? Collections.enumeration(left(name).stream().toList())
        : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> names = Collections.list(super.getHeaderNames());
    names.removeIf(UnparsedRequest::isHidden);
    mediaType.ifPresent(any -> names.add("Content-Type"));
    return Collections.enumeration(names);
  }

  @Override
  public String getContentType() {
    return mediaType.orElse(null);
  }
}
