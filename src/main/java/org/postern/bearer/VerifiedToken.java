package org.postern.bearer;

import java.time.Instant;
import java.util.Optional;
import org.postern.oauth.Scope;

/**
 * A live access token, as a resource sees it.
 *
 * @param subject whom it is about: a user's immutable id, or {@code client:} and the client
 *     identifier
 * @param kind whose token it is
 * @param clientId the client it was issued to
 * @param username the user's name; empty for a client's own token
 * @param scope what it allows now; may be empty
 * @param issuedAt when it was issued
 * @param expiresAt when it ends at the latest
 */
public record VerifiedToken(
    String subject,
    TokenKind kind,
    String clientId,
    Optional<String> username,
    Scope scope,
    Instant issuedAt,
    Instant expiresAt) {}
