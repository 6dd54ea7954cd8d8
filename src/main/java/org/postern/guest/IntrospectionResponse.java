package org.postern.guest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.bearer.TokenKind;
import org.postern.bearer.TokenVerifier.Verification;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

/**
 * Reads an introspection response and ignores unknown members.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662 §2.2</a>
 */
final class IntrospectionResponse {

  private static final String BEARER = "Bearer";

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private IntrospectionResponse() {}

  /**
   * Reads what the answer says about the token.
   *
   * @param audience the audience that {@code aud} must contain if it is present; if this is empty,
   *     every {@code aud} is accepted
   * @throws IntrospectionException if the body is not an introspection response, or is an active
   *     one that lacks a member that Postern always sends: {@code client_id}, {@code sub}, {@code
   *     iat}, {@code exp}
   */
  static Verification read(byte[] body, Optional<String> audience) throws IntrospectionException {
    // Catch every RuntimeException, because JSON-P implementations do not throw JsonException only.
    try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(body))) {
      return read(reader.readObject(), audience);
    } catch (RuntimeException e) {
      throw new IntrospectionException("its answer cannot be read: " + e.getClass().getName());
    }
  }

  private static Verification read(JsonObject answer, Optional<String> audience) {
    // The member is REQUIRED: §2.2.
    if (!answer.getBoolean("active")) {
      return new Verification.Dead(RefusalReason.TOKEN_UNKNOWN);
    }
    // Accept bearer tokens only. A refresh token of the application's own client is active too, but
    // has no type. A token of another type needs a proof that this filter does not check.
    if (!BEARER.equalsIgnoreCase(answer.getString(ParameterNames.TOKEN_TYPE, ""))) {
      return new Verification.Dead(RefusalReason.TOKEN_UNKNOWN);
    }
    // A token that is meant for other resource servers MUST be refused: RFC 9700 §2.3.
    if (answer.containsKey("aud")
        && audience.isPresent()
        && !audienceOf(answer).contains(audience.get())) {
      return new Verification.Dead(RefusalReason.TOKEN_FOR_OTHERS);
    }
    Optional<String> username =
        Optional.ofNullable(answer.getString(ParameterNames.USERNAME, null));
    return new Verification.Live(
        new VerifiedToken(
            answer.getString("sub"),
            username.isPresent() ? TokenKind.USER : TokenKind.CLIENT,
            answer.getString(ParameterNames.CLIENT_ID),
            username,
            Scope.parse(answer.getString(ParameterNames.SCOPE, "")),
            time(answer, "iat"),
            time(answer, "exp")));
  }

  // The member is one string or an array of strings: RFC 7519 §4.1.3.
  private static List<String> audienceOf(JsonObject answer) {
    JsonValue value = answer.get("aud");
    return value instanceof JsonArray several
        ? several.getValuesAs(JsonString::getString)
        : List.of(((JsonString) value).getString());
  }

  private static Instant time(JsonObject answer, String name) {
    return Instant.ofEpochSecond(answer.getJsonNumber(name).longValue());
  }
}
