package org.postern.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.naming.AuthenticationException;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.directory.Attribute;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import org.postern.config.DirectoryConfig;
import org.postern.config.PosternConfig;

/**
 * Finds a user in an LDAP directory by a search with an account of Postern's own, and checks the
 * password by a bind as that user. RFC 4513 §5.1. Other than the store that Jakarta Security can be
 * told to make, it escapes what it searches for, never waits without end, and tells its own
 * account's refusal from the user's.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4513#section-5.1">RFC 4513 §5.1</a>
 */
@ApplicationScoped
public class LdapIdentityStore implements IdentityStore {

  private static final int MAX_GROUP_LENGTH = 255;

  private final DirectoryConfig config;

  /** For the proxy only. */
  protected LdapIdentityStore() {
    config = null;
  }

  @Inject
  public LdapIdentityStore(PosternConfig config) {
    this.config = config.directory();
  }

  /** None without an address: then another store has to be there. */
  @Override
  public Set<ValidationType> validationTypes() {
    return config.url().isEmpty() ? Set.of() : DEFAULT_VALIDATION_TYPES;
  }

  /**
   * Checks a password.
   *
   * @throws DirectoryException if the directory does not answer as it must
   */
  public CredentialValidationResult validate(UsernamePasswordCredential credential) {
    String password = credential.getPasswordAsString();
    // A bind with a name and no password succeeds without any check: RFC 4513 §5.1.2.
    if (password.isEmpty()) {
      return CredentialValidationResult.INVALID_RESULT;
    }
    String name = credential.getCaller();
    try {
      LdapContext search = connect(config.bindDn(), config.bindPassword());
      try {
        Optional<String> dn = findDn(search, name);
        // Who is not there costs a bind too.
        if (!accepts(dn.orElse("cn=nobody," + config.userBase()), password) || dn.isEmpty()) {
          return CredentialValidationResult.INVALID_RESULT;
        }
        return new CredentialValidationResult(
            null, name, dn.get(), null, findGroups(search, dn.get()));
      } finally {
        search.close();
      }
    } catch (NamingException e) {
      throw unavailable(e);
    }
  }

  /**
   * The groups of a user; empty if there is no such user any more.
   *
   * @throws DirectoryException if the directory does not answer as it must
   */
  Optional<Set<String>> findGroups(String name) {
    try {
      LdapContext search = connect(config.bindDn(), config.bindPassword());
      try {
        Optional<String> dn = findDn(search, name);
        return dn.isEmpty() ? Optional.empty() : Optional.of(findGroups(search, dn.get()));
      } finally {
        search.close();
      }
    } catch (NamingException e) {
      throw unavailable(e);
    }
  }

  // A name that two entries have is nobody's. Some directories also find what is only similar, such
  // as a letter without its accent, under which nobody must become another user here.
  private Optional<String> findDn(LdapContext search, String name) throws NamingException {
    String attribute = config.userNameAttribute();
    List<SearchResult> found =
        search(search, config.userBase(), config.userFilter(), name, new String[] {attribute});
    return found.size() == 1 && isNamed(found.get(0).getAttributes().get(attribute), name)
        ? Optional.of(found.get(0).getNameInNamespace())
        : Optional.empty();
  }

  private static boolean isNamed(Attribute names, String name) throws NamingException {
    if (names == null) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      String folded = Normalizer.normalize(names.get(i).toString(), Normalizer.Form.NFKC);
      if (folded.toLowerCase(Locale.ROOT).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> findGroups(LdapContext search, String dn) throws NamingException {
    Set<String> groups = new HashSet<>();
    if (config.groupBase().isEmpty()) {
      return groups;
    }
    String attribute = config.groupNameAttribute();
    for (SearchResult group :
        search(search, config.groupBase(), config.groupFilter(), dn, new String[] {attribute})) {
      Attribute name = group.getAttributes().get(attribute);
      if (name != null
          && name.get() != null
          && name.get().toString().length() <= MAX_GROUP_LENGTH) {
        groups.add(name.get().toString());
      }
    }
    return groups;
  }

  // As an argument of the filter the value is escaped: RFC 4515 §3. No object is asked for, so none
  // is made of what the directory sends.
  @SuppressWarnings("BanJNDI")
  private List<SearchResult> search(
      LdapContext context, String base, String filter, String value, String[] attributes)
      throws NamingException {
    SearchControls controls = new SearchControls();
    controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
    controls.setReturningAttributes(attributes);
    controls.setReturningObjFlag(false);
    controls.setTimeLimit((int) config.timeout().toMillis());
    List<SearchResult> results = new ArrayList<>();
    NamingEnumeration<SearchResult> found =
        context.search(base, filter, new Object[] {value}, controls);
    try {
      while (found.hasMore()) {
        results.add(found.next());
      }
    } finally {
      found.close();
    }
    return results;
  }

  private boolean accepts(String dn, String password) throws NamingException {
    try {
      connect(dn, password).close();
      return true;
    } catch (AuthenticationException | OperationNotSupportedException e) {
      // The latter is how some directories answer for an account that is locked.
      return false;
    }
  }

  // JNDI wants a Hashtable.
  @SuppressWarnings("JdkObsolete")
  private LdapContext connect(String dn, String password) throws NamingException {
    Hashtable<String, Object> environment = new Hashtable<>();
    String millis = Long.toString(config.timeout().toMillis());
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, config.url());
    environment.put("com.sun.jndi.ldap.connect.timeout", millis);
    environment.put("com.sun.jndi.ldap.read.timeout", millis);
    environment.put(Context.REFERRAL, "ignore");
    environment.put(Context.SECURITY_AUTHENTICATION, dn.isEmpty() ? "none" : "simple");
    if (!dn.isEmpty()) {
      environment.put(Context.SECURITY_PRINCIPAL, dn);
      environment.put(Context.SECURITY_CREDENTIALS, password);
    }
    return new InitialLdapContext(environment, null);
  }

  private static DirectoryException unavailable(NamingException cause) {
    return new DirectoryException("The directory does not answer as it must", cause);
  }
}
