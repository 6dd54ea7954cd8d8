package org.postern.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.oauth.ClientId;
import org.postern.oauth.FormEncoding;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;

/**
 * The parameters of a form, each at most once and none empty. RFC 6749 §3.2: a parameter without a
 * value counts as left out, none may be repeated, unknown ones are ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 §3.2</a>
 */
public final class FormParameters {

  /** Parameters that one form may have. */
  public static final int MAX_PARAMETERS = 32;

  /** The longest {@code scope} parameter, in characters. */
  public static final int MAX_SCOPE_LENGTH = 4_000;

  private static final int MAX_CREDENTIAL_LENGTH = 1_024;

  // The parameters that we know, and the most characters each may have.
  private static final Map<String, Integer> MAX_LENGTHS =
      Map.of(
          ParameterNames.GRANT_TYPE,
          GrantType.MAX_LENGTH,
          ParameterNames.SCOPE,
          MAX_SCOPE_LENGTH,
          ParameterNames.CLIENT_ID,
          ClientId.MAX_LENGTH,
          ParameterNames.CLIENT_SECRET,
          MAX_CREDENTIAL_LENGTH,
          ParameterNames.USERNAME,
          255,
          ParameterNames.PASSWORD,
          MAX_CREDENTIAL_LENGTH,
          ParameterNames.REFRESH_TOKEN,
          512,
          ParameterNames.TOKEN,
          512,
          ParameterNames.TOKEN_TYPE_HINT,
          100);

  private static final Set<String> NEVER_IN_QUERY =
      Set.of(
          ParameterNames.CLIENT_SECRET,
          ParameterNames.CLIENT_ASSERTION,
          ParameterNames.PASSWORD,
          ParameterNames.REFRESH_TOKEN,
          ParameterNames.TOKEN,
          ParameterNames.ACCESS_TOKEN,
          ParameterNames.CODE);

  private final Map<String, String> values;

  private FormParameters(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Reads a form.
   *
   * @throws OAuthException InvalidRequest if an escape or the UTF-8 is broken, a parameter is
   *     repeated, there are too many, or one that we know is over-long or holds a control character
   */
  public static FormParameters of(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is not UTF-8");
    }
    Map<String, String> values = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('&', start);
      end = end < 0 ? text.length() : end;
      if (end > start) {
        if (seen.size() >= MAX_PARAMETERS) {
          throw malformed("More than " + MAX_PARAMETERS + " parameters");
        }
        add(text.substring(start, end), seen, values);
      }
      start = end + 1;
    }
    return new FormParameters(values);
  }

  private static void add(String pair, Set<String> seen, Map<String, String> values) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
    // MUST NOT be included more than once: §3.2.
    if (!seen.add(name)) {
      throw malformed("A parameter is repeated");
    }
    Integer maxLength = MAX_LENGTHS.get(name);
    if (maxLength != null) {
      check(name, value, maxLength);
    }
    if (!value.isEmpty()) {
      values.put(name, value);
    }
  }

  private static void check(String name, String value, int maxLength) {
    if (value.length() > maxLength) {
      throw malformed("The parameter " + name + " is too long");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw malformed("The parameter " + name + " holds a control character");
    }
  }

  private static String decode(String text) {
    return FormEncoding.decode(text).orElseThrow(() -> malformed("A broken escape in the body"));
  }

  private static OAuthException malformed(String description) {
    return new OAuthException(new InvalidRequest(description), RefusalReason.MALFORMED_REQUEST);
  }

  /**
   * Looks through a query string for what must never be in one. RFC 6749 §2.3.1, RFC 9700 §4.3.2.
   *
   * @throws OAuthException InvalidRequest if there is a secret, a password, a token or a code
   */
  public static void refuseCredentialsIn(String rawQuery) {
    if (FormEncoding.hasAnyName(rawQuery, NEVER_IN_QUERY)) {
      throw new OAuthException(
          new InvalidRequest("Credentials must not be in the query string"),
          RefusalReason.CREDENTIAL_IN_QUERY);
    }
  }

  /** The value of a parameter; empty if it is missing or has no value. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** All values by name. */
  public Map<String, String> asMap() {
    return values;
  }

  /** Shows nothing of the values. */
  @Override
  public String toString() {
    return "FormParameters" + values.keySet();
  }
}
