package org.postern.console.user;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postern.admin.common.Operator;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserDetails;
import org.postern.admin.user.UserSetting;
import org.postern.console.common.Words;

/**
 * The fields of a user. Each role that the console knows has a check box. Other roles are words in
 * a text field.
 */
public class UserForm {

  private String displayName = "";
  private String email = "";
  private List<String> knownRoles = new ArrayList<>();
  private String otherRoles = "";

  /** Fills the form with a stored user. */
  static UserForm of(UserDetails user) {
    UserForm form = new UserForm();
    form.displayName = user.get(UserSetting.DISPLAY_NAME);
    form.email = user.get(UserSetting.EMAIL);
    List<String> roles = user.get(UserSetting.ROLES);
    form.knownRoles = new ArrayList<>(roles.stream().filter(Operator.ROLES::contains).toList());
    form.otherRoles =
        Words.join(roles.stream().filter(role -> !Operator.ROLES.contains(role)).toList());
    return form;
  }

  UserChange toChange() {
    return UserChange.NONE
        .with(UserSetting.DISPLAY_NAME, displayName.strip())
        .with(UserSetting.EMAIL, email.strip())
        .with(UserSetting.ROLES, chosenRoles());
  }

  /** Tells whether the form gives a role that is not in this list. */
  boolean givesMoreThan(List<String> roles) {
    return !roles.containsAll(chosenRoles());
  }

  /** Tells whether the form gives a role that may administer the own clients. */
  boolean mayAdministerClients() {
    return Operator.mayAdministerClients(chosenRoles());
  }

  private List<String> chosenRoles() {
    return Stream.concat(knownRoles.stream(), Words.split(otherRoles).stream()).distinct().toList();
  }

  /** The roles that have a check box. */
  public List<String> getRoles() {
    return Operator.ROLES;
  }

  public String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = Words.orEmpty(displayName);
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = Words.orEmpty(email);
  }

  public List<String> getKnownRoles() {
    return knownRoles;
  }

  public void setKnownRoles(List<String> knownRoles) {
    this.knownRoles = knownRoles;
  }

  public String getOtherRoles() {
    return otherRoles;
  }

  public void setOtherRoles(String otherRoles) {
    this.otherRoles = Words.orEmpty(otherRoles);
  }
}
