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
 * A request without the headers that JAX-RS implementations parse before any filter of Postern
 * runs. If such a header is malformed, they fail or answer with a text of their own. {@link Door}
 * needs one of these headers, the Content-Type, and finds it in an attribute. Resources are chosen
 * by the Content-Type without its parameters. Characters of the query that would make JAX-RS fail
 * are escaped.
 */
final class UnparsedRequest extends HttpServletRequestWrapper {

  /**
   * The attribute with the text of the Content-Type header. It is not set if there is no such
   * header or more than one.
   */
  static final String CONTENT_TYPE = "org.postern.content-type";

  private static final Set<String> HIDDEN =
      Set.of(
          "accept",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "content-language",
          "content-type");

  /**
   * Matches what {@link java.net.URI} refuses in a query: a broken escape, or a character that has
   * to be escaped.
   */
  private static final Pattern NOT_OF_A_URI =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|[\\x00-\\x20\"<>\\\\^`{|}\\x7F-\\xA0]");

  private static final String OTHER = "application/octet-stream";

  private final Optional<String> mediaType;

  private UnparsedRequest(HttpServletRequest request, Optional<String> mediaType) {
    super(request);
    this.mediaType = mediaType;
  }

  /** Wraps a request to an OAuth endpoint. */
  static UnparsedRequest toEndpoint(HttpServletRequest request) {
    contentType(request).ifPresent(text -> request.setAttribute(CONTENT_TYPE, text));
    return new UnparsedRequest(request, Optional.empty());
  }

  /**
   * Wraps a request to a resource. The parameters of the Content-Type are removed, because JSON is
   * always UTF-8. If the header is missing, malformed, repeated or names a form, the request gets a
   * type that no resource takes. Otherwise Jersey would treat a missing type as JSON; and for a
   * form without a body it would read the query, where a broken escape makes it fail.
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

  /** The query with an escape for each character that a URI may not have: RFC 3986 §2. */
  @Override
  public String getQueryString() {
    String query = super.getQueryString();
    return query == null ? null : escaped(query);
  }

  /** Escapes each character of a query that a URI may not have. */
  static String escaped(String query) {
    return NOT_OF_A_URI
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
