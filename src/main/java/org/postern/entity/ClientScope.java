package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;

/** One scope token that a client may request, and whether it is in the client's default scope. */
@Embeddable
public class ClientScope {

  @Column(name = "scope_name", nullable = false)
  private String scopeName;

  @Column(name = "is_default", nullable = false)
  private boolean isDefault;

  /** For the persistence provider. */
  protected ClientScope() {}

  /** Creates the value. The constructor is public for the queries of {@link Client}. */
  public ClientScope(String scopeName, boolean isDefault) {
    this.scopeName = scopeName;
    this.isDefault = isDefault;
  }

  /** The scope token. */
  public String scopeName() {
    return scopeName;
  }

  /** Whether the client gets this scope token when it requests no scope. */
  public boolean isDefault() {
    return isDefault;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientScope that
        && scopeName.equals(that.scopeName)
        && isDefault == that.isDefault;
  }

  @Override
  public int hashCode() {
    return Objects.hash(scopeName, isDefault);
  }
}
