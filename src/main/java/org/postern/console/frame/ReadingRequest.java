package org.postern.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A request that only reads, without the parameters that Faces and PrimeFaces act on.
 *
 * <p>Faces takes every request with a view state for a form that is sent, whatever its method, so a
 * link of a foreign page could send one. A safe method changes nothing: RFC 9110 §9.2.1. PrimeFaces
 * writes parameters of dynamic resources to the log, which a stranger could fill with them.
 */
final class ReadingRequest extends HttpServletRequestWrapper {

  private static final String OF_FACES = "jakarta.faces.";

  /** The library and the version of a resource. */
  private static final Set<String> OF_RESOURCES = Set.of("ln", "v");

  private final Predicate<String> isHidden;

  private ReadingRequest(HttpServletRequest request, Predicate<String> isHidden) {
    super(request);
    this.isHidden = isHidden;
  }

  /** A request for a page, whose own parameters it keeps. */
  static ReadingRequest ofPage(HttpServletRequest request) {
    return new ReadingRequest(request, name -> name.startsWith(OF_FACES));
  }

  /** A request for a resource of Faces, which is named by its path and few parameters. */
  static ReadingRequest ofResource(HttpServletRequest request) {
    return new ReadingRequest(request, name -> !OF_RESOURCES.contains(name));
  }

  @Override
  public String getParameter(String name) {
    return isHidden.test(name) ? null : super.getParameter(name);
  }

  @Override
  public String[] getParameterValues(String name) {
    return isHidden.test(name) ? null : super.getParameterValues(name);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
    parameters.keySet().removeIf(isHidden);
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }
}
