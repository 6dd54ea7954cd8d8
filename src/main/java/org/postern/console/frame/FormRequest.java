package org.postern.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.oauth.FormEncoding;

/**
 * A request with its form. The body was read before the session was checked, so the server has
 * nothing left to read and parse.
 */
public final class FormRequest extends HttpServletRequestWrapper {

  private static final String FORM = FormRequest.class.getName();

  // The field of the import for a file. Faces fails if it comes as a text.
  private static final String FILE = "import:file";

  // No form of ours has it, and Faces fails if it names a kit that does not exist.
  private static final String RENDER_KIT = "jakarta.faces.RenderKitId";

  private final Map<String, String[]> parameters;
  private final List<Part> parts;

  private FormRequest(
      HttpServletRequest request, Map<String, List<String>> parameters, List<Part> parts) {
    super(request);
    Map<String, String[]> arrays = new LinkedHashMap<>();
    parameters.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
    arrays.remove(RENDER_KIT);
    this.parameters = Collections.unmodifiableMap(arrays);
    this.parts = parts;
    request.setAttribute(FORM, this);
  }

  /**
   * Reads a form in the default encoding of browsers, in UTF-8; empty if it is malformed.
   *
   * @param body the complete body
   */
  static Optional<FormRequest> ofPairs(HttpServletRequest request, byte[] body) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    return text(body)
            .filter(
                pairs ->
                    addPairs(request.getQueryString(), parameters) && addPairs(pairs, parameters))
            .filter(pairs -> !parameters.containsKey(FILE))
            .isPresent()
        ? Optional.of(new FormRequest(request, parameters, List.of()))
        : Optional.empty();
  }

  /**
   * Reads a form that contains a file; empty if it is malformed or the file is a text. RFC 7578.
   */
  static Optional<FormRequest> ofParts(HttpServletRequest request, byte[] body) {
    Optional<List<FormPart>> found = Multipart.parse(request.getContentType(), body);
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (found.isEmpty() || !addPairs(request.getQueryString(), parameters)) {
      return Optional.empty();
    }
    for (FormPart part : found.get()) {
      if (part.getSubmittedFileName() == null) {
        Optional<String> value = part.text();
        if (value.isEmpty()) {
          return Optional.empty();
        }
        add(parameters, part.getName(), value.get());
      }
    }
    return parameters.containsKey(FILE)
        ? Optional.empty()
        : Optional.of(new FormRequest(request, parameters, List.copyOf(found.get())));
  }

  /**
   * Returns a parameter of the address or of the form; null if there is none. This works for the
   * original request and for its wrapper.
   */
  public static String parameter(HttpServletRequest request, String name) {
    return request.getAttribute(FORM) instanceof FormRequest form
        ? form.getParameter(name)
        : request.getParameter(name);
  }

  private static boolean addPairs(String text, Map<String, List<String>> parameters) {
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      Optional<String> name = FormEncoding.decode(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = FormEncoding.decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        return false;
      }
      if (!pair.isEmpty()) {
        add(parameters, name.get(), value.get());
      }
    }
    return true;
  }

  private static void add(Map<String, List<String>> parameters, String name, String value) {
    parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }

  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  @Override
  public String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String[] getParameterValues(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values.clone();
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return parameters;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public Collection<Part> getParts() {
    return parts;
  }

  @Override
  public Part getPart(String name) {
    return parts.stream().filter(part -> part.getName().equals(name)).findFirst().orElse(null);
  }
}
