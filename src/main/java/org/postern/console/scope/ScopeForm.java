package org.postern.console.scope;

import org.postern.admin.scope.ScopeChange;
import org.postern.admin.scope.ScopeDetails;
import org.postern.admin.scope.ScopeSetting;
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
    form.description = scope.get(ScopeSetting.DESCRIPTION);
    form.audience = scope.get(ScopeSetting.AUDIENCE);
    form.roles = Words.join(scope.get(ScopeSetting.ROLES));
    form.resourceServers = Words.join(scope.get(ScopeSetting.RESOURCE_SERVERS));
    return form;
  }

  ScopeChange toChange() {
    return ScopeChange.NONE
        .with(ScopeSetting.DESCRIPTION, description.strip())
        .with(ScopeSetting.AUDIENCE, audience)
        .with(ScopeSetting.ROLES, Words.split(roles))
        .with(ScopeSetting.RESOURCE_SERVERS, Words.split(resourceServers));
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
