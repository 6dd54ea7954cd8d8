package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postern.oauth.AuthMethodCatalogue;
import org.postern.oauth.FormEncoding;
import org.postern.oauth.FormParameter;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;

/**
 * Reads the parameters of a form, and refuses them in a query. RFC 6749 §3.2: a parameter without a
 * value counts as omitted, a parameter must not be repeated, and unknown ones are ignored. Grants
 * and client authentication methods describe their own parameters; the others are listed here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 §3.2</a>
 */
@ApplicationScoped
public class FormReader {

  /** The largest number of parameters in one form. */
  public static final int MAX_PARAMETERS = 32;

  /** The parameters of the endpoints themselves. Only {@code resource} may be repeated. */
  private static final List<FormParameter> OF_ENDPOINTS =
      List.of(
          FormParameter.plain(ParameterNames.GRANT_TYPE),
          FormParameter.plain(ParameterNames.SCOPE),
          FormParameter.plain(ParameterNames.CLIENT_ID),
          FormParameter.plain(ParameterNames.CALLER_ADDRESS),
          new FormParameter(ParameterNames.RESOURCE, FormParameter.ANY_LENGTH, false, true),
          FormParameter.credential(ParameterNames.TOKEN),
          FormParameter.plain(ParameterNames.TOKEN_TYPE_HINT));

  /** Parameters that no endpoint reads, but that must not be in a query either. */
  private static final List<FormParameter> OF_OTHERS =
      List.of(
          FormParameter.credential(ParameterNames.ACCESS_TOKEN),
          FormParameter.credential(ParameterNames.CLIENT_ASSERTION),
          FormParameter.credential(ParameterNames.CODE));

  private final Map<String, FormParameter> known = new HashMap<>();
  private final Set<String> credentials;
  private final Set<String> others;

  /** For the proxy only. */
  protected FormReader() {
    credentials = Set.of();
    others = Set.of();
  }

  /**
   * Collects the parameters.
   *
   * @throws IllegalStateException if one name is described in two ways
   */
  @Inject
  public FormReader(GrantCatalogue grants, AuthMethodCatalogue methods) {
    Stream.of(
            OF_ENDPOINTS.stream(),
            OF_OTHERS.stream(),
            grants.grants().stream().flatMap(grant -> grant.parameters().stream()),
            methods.methods().stream().flatMap(method -> method.parameters().stream()))
        .flatMap(parameters -> parameters)
        .forEach(this::add);
    credentials = names(FormParameter::credential);
    others = names(parameter -> !parameter.credential());
  }

  private void add(FormParameter parameter) {
    FormParameter before = known.putIfAbsent(parameter.name(), parameter);
    if (before != null && !before.equals(parameter)) {
      throw new IllegalStateException(
          "the parameter " + parameter.name() + " is described in two ways");
    }
  }

  private Set<String> names(Predicate<FormParameter> wanted) {
    return known.values().stream()
        .filter(wanted)
        .map(FormParameter::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads a form.
   *
   * @return the values by parameter name; each list has at least one value, and no value is empty
   * @throws OAuthException InvalidRequest if an escape or the UTF-8 is broken, a parameter is
   *     repeated that may not be, a value is too long, or there are too many parameters
   */
  public Map<String, List<String>> read(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is not UTF-8");
    }
    Map<String, List<String>> form = new LinkedHashMap<>();
    int count = 0;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('&', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        count++;
        if (count > MAX_PARAMETERS) {
          throw malformed("More than " + MAX_PARAMETERS + " parameters");
        }
        add(text.substring(start, end), form);
      }
      start = end + 1;
    }
    form.values().removeIf(List::isEmpty);
    return Collections.unmodifiableMap(form);
  }

  private void add(String pair, Map<String, List<String>> form) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
    FormParameter parameter = known.get(name);
    List<String> before = form.putIfAbsent(name, new ArrayList<>(1));
    // A parameter MUST NOT be included more than once: §3.2.
    if (before != null && (parameter == null || !parameter.repeatable())) {
      throw malformed("A parameter is repeated");
    }
    if (parameter != null && value.length() > parameter.maxLength()) {
      throw malformed("The parameter " + name + " is too long");
    }
    if (!value.isEmpty()) {
      form.get(name).add(value);
    }
  }

  private static String decode(String text) {
    return FormEncoding.decode(text)
        .orElseThrow(() -> malformed("The body has an escape that is broken or not UTF-8"));
  }

  private static OAuthException malformed(String description) {
    return new OAuthException(new InvalidRequest(description), RefusalReason.MALFORMED_REQUEST);
  }

  /**
   * Refuses a query string that contains a parameter of the body. RFC 6749 §2.3.1, RFC 9700 §4.3.2.
   * A parameter that is no credential would be ignored there without any message.
   *
   * @param rawQuery the query string before decoding; null if the request has none
   * @throws OAuthException InvalidRequest if the query contains a secret, a password, a token or a
   *     code, or another parameter that is read from the body only
   */
  public void refuseInQuery(String rawQuery) {
    if (FormEncoding.hasAnyName(rawQuery, credentials)) {
      throw new OAuthException(
          new InvalidRequest("Credentials must not be in the query string"),
          RefusalReason.CREDENTIAL_IN_QUERY);
    }
    if (FormEncoding.hasAnyName(rawQuery, others)) {
      throw malformed("The parameters must be in the body, not in the query string");
    }
  }
}
