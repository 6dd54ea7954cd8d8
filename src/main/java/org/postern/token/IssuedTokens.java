package org.postern.token;

import java.time.Duration;
import java.util.Optional;
import org.postern.crypto.TokenValue;
import org.postern.oauth.Scope;

/**
 * The tokens that the token endpoint returns. RFC 6749 §5.1.
 *
 * @param accessToken the value, which the database does not keep
 * @param lifetime the lifetime of the access token
 * @param refreshToken the value; empty if there is no refresh token
 * @param scope the granted scope; may be empty
 */
public record IssuedTokens(
    TokenValue accessToken, Duration lifetime, Optional<TokenValue> refreshToken, Scope scope) {}
