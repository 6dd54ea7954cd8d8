package org.postern.oauth;

import java.util.List;
import java.util.Locale;

/**
 * What Postern knows of a grant besides its decision. The check of forms, the metadata, the rules
 * for clients, the import and the console read it from the {@link GrantCatalogue}.
 *
 * @param type the name on the wire
 * @param label what the console says about the grant
 * @param parameters the parameters that only this grant has, in the order in which a form shows
 *     them
 * @param publicClients whether public clients may use the grant
 * @param forUsers whether a token of this grant has a user
 */
public record GrantDescription(
    GrantType type,
    Label label,
    List<FormParameter> parameters,
    PublicClients publicClients,
    boolean forUsers) {

  /** Copies the list of parameters. */
  public GrantDescription {
    parameters = List.copyOf(parameters);
  }

  /** Whether public clients may use a grant. */
  public enum PublicClients {
    /** They may. */
    ALLOWED,
    /** Only those may whose setting {@code allow_password_grant_for_public_client} is on. */
    WITH_SWITCH,
    /** They may not. */
    REFUSED
  }

  /**
   * A few words that follow the name of the grant, such as "for itself", in the languages of the
   * console.
   */
  public record Label(String english, String german) {

    /** Returns the words in this language; in English if the console does not have it. */
    public String in(Locale locale) {
      return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? german : english;
    }
  }

  /**
   * Tells whether a public client that is registered for the grant may use it.
   *
   * @param switchedOn whether {@code allow_password_grant_for_public_client} is on
   */
  public boolean isOpenToPublicClient(boolean switchedOn) {
    return publicClients == PublicClients.ALLOWED
        || (publicClients == PublicClients.WITH_SWITCH && switchedOn);
  }
}
