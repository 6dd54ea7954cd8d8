package org.postern.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that only reads, without the parameters of Faces. Faces takes every request with a view
 * state for a form that is sent, whatever its method, so a link of a foreign page could send one. A
 * safe method changes nothing: RFC 9110 §9.2.1.
 */
final class ReadingRequest extends HttpServletRequestWrapper {

  private static final String OF_FACES = "jakarta.faces.";

  ReadingRequest(HttpServletRequest request) {
    super(request);
  }

  private static boolean isHidden(String name) {
    return name.startsWith(OF_FACES);
  }

  @Override
  public String getParameter(String name) {
    return isHidden(name) ? null : super.getParameter(name);
  }

  @Override
  public String[] getParameterValues(String name) {
    return isHidden(name) ? null : super.getParameterValues(name);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
    parameters.keySet().removeIf(ReadingRequest::isHidden);
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }
}
