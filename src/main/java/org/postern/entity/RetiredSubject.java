package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * The subject of a deleted user. Only a user of the same name may have it again, because resource
 * servers know the user by it.
 */
@Entity
@Table(name = "retired_subject")
public class RetiredSubject {

  @Id
  @Column(name = "subject", updatable = false)
  private String subject;

  @Column(name = "username", nullable = false)
  private String username;

  @Convert(converter = InstantConverter.class)
  @Column(name = "retired", nullable = false)
  private Instant retired;

  /** For the persistence provider. */
  protected RetiredSubject() {}

  /** Creates the row of a user who is deleted now. */
  public RetiredSubject(User user, Instant now) {
    this.subject = user.subject();
    this.username = user.username();
    this.retired = now;
  }

  /** The name of the deleted user, in its RFC 8265 form. */
  public String username() {
    return username;
  }
}
