package org.postern.bearer;

import java.time.Instant;
import java.util.Optional;
import org.postern.oauth.Scope;

/**
 * A live access token, as a resource sees it.
 *
 * @param subject the subject of the token: the immutable id of a user, or {@code client:} and the
 *     client identifier
 * @param kind whether the token belongs to a client or to a user
 * @param clientId the client to which the token was issued
 * @param username the user's name; empty for a client's own token
 * @param scope the scope that the token has now; may be empty
 * @param issuedAt when the token was issued
 * @param expiresAt when the token expires; it can be ended earlier
 */
public record VerifiedToken(
    String subject,
    TokenKind kind,
    String clientId,
    Optional<String> username,
    Scope scope,
    Instant issuedAt,
    Instant expiresAt) {}
