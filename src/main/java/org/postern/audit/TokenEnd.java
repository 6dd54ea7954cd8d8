package org.postern.audit;

/** How a token or a token family was ended before its expiry. */
public enum TokenEnd {
  /** An access token was revoked, alone. */
  ACCESS_TOKEN(FactKind.TOKEN_REVOKED, "access token"),
  /** The client revoked a refresh token, and with it the family. RFC 7009 §2.1. */
  FAMILY_BY_CLIENT(FactKind.FAMILY_REVOKED, "revoked by its client"),
  /** A refresh token was used twice, which ends its family. RFC 6749 §10.4. */
  FAMILY_BY_REPLAY(FactKind.FAMILY_REVOKED, "reused refresh token"),
  /** An administrator revoked the family. */
  FAMILY_BY_ADMINISTRATOR(FactKind.FAMILY_REVOKED, "revoked by an administrator");

  private final FactKind kind;
  private final String text;

  TokenEnd(FactKind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** The kind of the fact that the token was ended. */
  public FactKind kind() {
    return kind;
  }

  /** The detail of the line in the audit trail. */
  String text() {
    return text;
  }
}
