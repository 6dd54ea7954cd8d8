package org.postern.token;

import java.time.Duration;
import java.util.Optional;
import org.postern.crypto.TokenValue;
import org.postern.oauth.Scope;

/**
 * What the token endpoint hands out. RFC 6749 §5.1.
 *
 * @param accessToken the value, seen here for the only time
 * @param lifetime of the access token
 * @param refreshToken the value; empty if none comes with it
 * @param scope the granted scope; may be empty
 */
public record IssuedTokens(
    TokenValue accessToken, Duration lifetime, Optional<TokenValue> refreshToken, Scope scope) {}
