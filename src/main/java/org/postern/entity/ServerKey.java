package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The server's key that the first start created, because none was configured. */
@Entity
@Table(name = "server_key")
public class ServerKey {

  /** The name of the only row. */
  public static final String NAME = "postern.key";

  @Id
  @Column(name = "name", updatable = false)
  private String name;

  @Column(name = "key_base64", nullable = false, updatable = false)
  private String keyBase64;

  @Convert(converter = InstantConverter.class)
  @Column(name = "created", nullable = false, updatable = false)
  private Instant created;

  /** For the persistence provider. */
  protected ServerKey() {}

  /**
   * Creates the row.
   *
   * @param keyBase64 256 bits in base64
   */
  public ServerKey(String keyBase64, Instant now) {
    this.name = NAME;
    this.keyBase64 = keyBase64;
    this.created = now;
  }

  public String keyBase64() {
    return keyBase64;
  }
}
