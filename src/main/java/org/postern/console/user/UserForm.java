package org.postern.console.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserDetails;
import org.postern.console.common.Words;

/**
 * The fields of a user. Each role that the console knows has a check box. Other roles are words in
 * a text field.
 */
public class UserForm {

  private static final List<String> KNOWN = List.of("viewer", "client-owner", "administrator");

  private String displayName = "";
  private String email = "";
  private List<String> knownRoles = new ArrayList<>();
  private String otherRoles = "";

  /** Fills the form with a stored user. */
  static UserForm of(UserDetails user) {
    UserForm form = new UserForm();
    form.displayName = user.displayName();
    form.email = user.email();
    form.knownRoles = new ArrayList<>(user.roles().stream().filter(KNOWN::contains).toList());
    form.otherRoles =
        Words.join(user.roles().stream().filter(role -> !KNOWN.contains(role)).toList());
    return form;
  }

  UserChange toChange() {
    return UserChange.NONE
        .withProfile(Optional.of(displayName.strip()), Optional.of(email.strip()))
        .withRoles(chosenRoles());
  }

  /** Tells whether the form gives a role that is not in this list. */
  boolean givesMoreThan(List<String> roles) {
    return !roles.containsAll(chosenRoles());
  }

  /** Tells whether the form gives a role that may administer the own clients. */
  boolean mayAdministerClients() {
    return mayAdministerClients(chosenRoles());
  }

  /** Tells whether one of these roles may administer the own clients. */
  static boolean mayAdministerClients(List<String> roles) {
    return roles.contains("client-owner") || roles.contains("administrator");
  }

  private List<String> chosenRoles() {
    return Stream.concat(knownRoles.stream(), Words.split(otherRoles).stream()).distinct().toList();
  }

  /** The roles that have a check box. */
  public List<String> getRoles() {
    return KNOWN;
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
