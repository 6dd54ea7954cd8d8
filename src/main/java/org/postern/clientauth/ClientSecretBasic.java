package org.postern.clientauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.postern.oauth.AuthMethodDescription;
import org.postern.oauth.FormEncoding;
import org.postern.oauth.TokenRequest;

/**
 * {@code client_secret_basic}: identifier and secret are in the Authorization header, and each is
 * form-encoded before they are joined. RFC 6749 §2.3.1. Many clients do not encode them, so the
 * pair as it was sent is a second reading: see docs/choices.md.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 §2.3.1</a>
 */
@ApplicationScoped
public class ClientSecretBasic implements ClientAuthenticationMethod {

  private static final String SCHEME = "Basic ";

  private static final AuthMethodDescription DESCRIPTION =
      new AuthMethodDescription("client_secret_basic", List.of(), true);

  @Override
  public AuthMethodDescription description() {
    return DESCRIPTION;
  }

  /** Any Authorization header counts, because no other method uses this header. */
  @Override
  public boolean isUsedBy(TokenRequest request) {
    return request.authorization().isPresent();
  }

  @Override
  public List<Claim> claims(TokenRequest request) {
    Optional<String> pair = request.authorization().flatMap(ClientSecretBasic::decode);
    int colon = pair.map(text -> text.indexOf(':')).orElse(-1);
    if (colon <= 0) {
      return List.of();
    }
    String clientId = pair.get().substring(0, colon);
    String secret = pair.get().substring(colon + 1);
    Claim asSent = new Claim(clientId, secret);
    Optional<String> decodedId = FormEncoding.decode(clientId);
    Optional<String> decodedSecret = FormEncoding.decode(secret);
    if (decodedId.isEmpty() || decodedSecret.isEmpty()) {
      return List.of(asSent);
    }
    Claim decoded = new Claim(decodedId.get(), decodedSecret.get());
    // If nothing is encoded, both readings are the same and are checked once. The shorter time
    // reveals only what the sender knows.
    return decoded.equals(asSent) ? List.of(decoded) : List.of(decoded, asSent);
  }

  // RFC 7617 §2. The scheme is compared without regard to case: RFC 9110 §11.1.
  private static Optional<String> decode(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
