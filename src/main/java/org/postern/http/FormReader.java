package org.postern.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postern.oauth.FormEncoding;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;

/**
 * Reads the parameters of a form. RFC 6749 §3.2: a parameter without a value counts as omitted, no
 * parameter may be repeated, and unknown ones are ignored. Only {@code resource} may be repeated:
 * RFC 8707 §2. This class checks neither the length nor the characters of a value, because only the
 * code that reads a parameter knows which answer is right.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 §3.2</a>
 */
public final class FormReader {

  /** The largest number of parameters in one form. */
  public static final int MAX_PARAMETERS = 32;

  private static final Set<String> NEVER_IN_QUERY =
      Set.of(
          ParameterNames.CLIENT_SECRET,
          ParameterNames.CLIENT_ASSERTION,
          ParameterNames.PASSWORD,
          ParameterNames.REFRESH_TOKEN,
          ParameterNames.TOKEN,
          ParameterNames.ACCESS_TOKEN,
          ParameterNames.CODE);

  /**
   * Parameters that are no secrets but are read from the body only. In a query they would be
   * ignored without any message.
   */
  private static final Set<String> ONLY_IN_BODY =
      Set.of(
          ParameterNames.GRANT_TYPE,
          ParameterNames.SCOPE,
          ParameterNames.CLIENT_ID,
          ParameterNames.USERNAME,
          ParameterNames.RESOURCE,
          ParameterNames.TOKEN_TYPE_HINT,
          ParameterNames.CALLER_ADDRESS);

  // Every name that was read, with its values. The list is empty if no value was sent.
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private FormReader() {}

  /**
   * Reads a form.
   *
   * @return the values by parameter name; each list has at least one value, and no value is empty
   * @throws OAuthException InvalidRequest if an escape or the UTF-8 is broken, a parameter other
   *     than {@code resource} is repeated, or there are too many
   */
  public static Map<String, List<String>> read(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is not UTF-8");
    }
    FormReader form = new FormReader();
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
        form.add(text.substring(start, end));
      }
      start = end + 1;
    }
    form.values.values().removeIf(List::isEmpty);
    return Collections.unmodifiableMap(form.values);
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
    List<String> before = values.putIfAbsent(name, new ArrayList<>(1));
    // A parameter MUST NOT be included more than once: §3.2.
    if (before != null && !name.equals(ParameterNames.RESOURCE)) {
      throw malformed("A parameter is repeated");
    }
    if (!value.isEmpty()) {
      values.get(name).add(value);
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
   *
   * @throws OAuthException InvalidRequest if the query contains a secret, a password, a token or a
   *     code, or another parameter that is read from the body only
   */
  public static void refuseInQuery(String rawQuery) {
    if (FormEncoding.hasAnyName(rawQuery, NEVER_IN_QUERY)) {
      throw new OAuthException(
          new InvalidRequest("Credentials must not be in the query string"),
          RefusalReason.CREDENTIAL_IN_QUERY);
    }
    if (FormEncoding.hasAnyName(rawQuery, ONLY_IN_BODY)) {
      throw malformed("The parameters must be in the body, not in the query string");
    }
  }
}
