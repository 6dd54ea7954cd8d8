package org.postern.console.scope;

import java.util.Optional;
import org.postern.admin.scope.ScopeChange;
import org.postern.admin.scope.ScopeDetails;
import org.postern.console.common.Words;

/** The fields of a scope. */
public class ScopeForm {

  private String description = "";
  private String audience = "both";
  private String roles = "";
  private String resourceServers = "";

  /** Fills the form with a stored scope. */
  static ScopeForm of(ScopeDetails scope) {
    ScopeForm form = new ScopeForm();
    form.description = scope.description();
    form.audience = scope.audience();
    form.roles = Words.join(scope.roles());
    form.resourceServers = Words.join(scope.resourceServers());
    return form;
  }

  ScopeChange toChange() {
    return new ScopeChange(
        Optional.of(description.strip()),
        Optional.of(audience),
        Optional.of(Words.split(roles)),
        Optional.of(Words.split(resourceServers)));
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = Words.orEmpty(description);
  }

  public String getAudience() {
    return audience;
  }

  public void setAudience(String audience) {
    this.audience = Words.orEmpty(audience);
  }

  public String getRoles() {
    return roles;
  }

  public void setRoles(String roles) {
    this.roles = Words.orEmpty(roles);
  }

  public String getResourceServers() {
    return resourceServers;
  }

  public void setResourceServers(String resourceServers) {
    this.resourceServers = Words.orEmpty(resourceServers);
  }
}
