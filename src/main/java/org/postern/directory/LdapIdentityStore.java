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
import javax.naming.PartialResultException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import org.postern.config.DirectoryConfig;
import org.postern.config.PosternConfig;

/**
 * Searches for a user in an LDAP directory with Postern's own account, and checks the password by a
 * bind as that user. RFC 4513 §5.1. Unlike the LDAP store of Jakarta Security, this class escapes
 * the values of a search, always limits the time to wait, and distinguishes a refusal of Postern's
 * own account from a wrong password of the user.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4513#section-5.1">RFC 4513 §5.1</a>
 */
@ApplicationScoped
public class LdapIdentityStore implements IdentityStore {

  private static final int MAX_GROUP_LENGTH = 255;

  private final DirectoryConfig config;

  /** The index of the server that answered last. */
  private volatile int answering;

  /** For the proxy only. */
  protected LdapIdentityStore() {
    config = null;
  }

  @Inject
  public LdapIdentityStore(PosternConfig config) {
    this.config = config.directory();
  }

  /** Empty without a URL, because then the WAR must contain another store. */
  @Override
  public Set<ValidationType> validationTypes() {
    return config.urls().isEmpty() ? Set.of() : DEFAULT_VALIDATION_TYPES;
  }

  /**
   * Checks a password.
   *
   * @throws DirectoryException if the directory gives no usable answer
   */
  public CredentialValidationResult validate(UsernamePasswordCredential credential) {
    String password = credential.getPasswordAsString();
    // A bind with a name and an empty password succeeds without any check: RFC 4513 §5.1.2.
    if (password.isEmpty()) {
      return CredentialValidationResult.INVALID_RESULT;
    }
    String name = credential.getCaller();
    return ask(
        (url, search) -> {
          Optional<SearchResult> found = find(search, name);
          String dn =
              found.map(SearchResult::getNameInNamespace).orElse("cn=nobody," + config.userBase());
          // Bind for an unknown user too, so that the time of the answer is the same.
          return accepts(url, dn, password) && found.isPresent()
              ? new CredentialValidationResult(null, name, dn, null, findGroups(search, dn))
              : CredentialValidationResult.INVALID_RESULT;
        });
  }

  /**
   * Finds the groups of a user; empty if the user does not exist any more.
   *
   * @throws DirectoryException if the directory gives no usable answer
   */
  Optional<Set<String>> findGroups(String name) {
    return ask(
        (url, search) -> {
          Optional<SearchResult> found = find(search, name);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(findGroups(search, found.get().getNameInNamespace()));
        });
  }

  /**
   * Finds the name at Postern, spelt as in the directory, of the user who has this name in any of
   * the name attributes.
   *
   * @param name the user name in its RFC 8265 form
   * @return empty if no user, or more than one, has the name
   * @throws DirectoryException if the directory gives no usable answer
   */
  Optional<String> findName(String name) {
    List<String> attributes = config.userNameAttributes();
    return ask(
        (url, search) -> {
          List<SearchResult> found = search(search, name);
          if (found.size() != 1) {
            return Optional.empty();
          }
          Attributes names = found.get(0).getAttributes();
          Attribute first = names.get(attributes.get(0));
          for (String attribute : attributes) {
            if (first != null && first.size() == 1 && isNamed(names.get(attribute), name)) {
              return Optional.of(first.get().toString());
            }
          }
          return Optional.empty();
        });
  }

  /** A question to one of the servers. */
  private interface Question<T> {

    T ask(String url, LdapContext search) throws NamingException;
  }

  // Ask the server first that answered last, so that only one user has to wait until a failed
  // server times out.
  private <T> T ask(Question<T> question) {
    List<String> urls = config.urls();
    int first = answering;
    NamingException failure = null;
    for (int i = 0; i < urls.size(); i++) {
      int next = (first + i) % urls.size();
      try {
        T answer = ask(urls.get(next), question);
        answering = next;
        return answer;
      } catch (NamingException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw new DirectoryException("The directory does not answer as it must", failure);
  }

  private <T> T ask(String url, Question<T> question) throws NamingException {
    LdapContext search = connect(url, config.bindDn(), config.bindPassword());
    try {
      return question.ask(url, search);
    } finally {
      search.close();
    }
  }

  // A name that two entries have belongs to no user. Some directories also find similar names, for
  // example without an accent. Compare the name again, so that nobody can sign in as another user.
  private Optional<SearchResult> find(LdapContext search, String name) throws NamingException {
    List<SearchResult> found = search(search, name);
    String attribute = config.userNameAttributes().get(0);
    return found.size() == 1 && isNamed(found.get(0).getAttributes().get(attribute), name)
        ? Optional.of(found.get(0))
        : Optional.empty();
  }

  private List<SearchResult> search(LdapContext search, String name) throws NamingException {
    return search(
        search,
        config.userBase(),
        config.userFilter(),
        name,
        config.userNameAttributes().toArray(String[]::new));
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

  // JNDI escapes the value, because it is an argument of the filter: RFC 4515 §3. The search
  // returns attributes only, so that Java creates no object from data of the directory.
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
    } catch (PartialResultException e) {
      if (isRefusal(e)) {
        throw e;
      }
    } finally {
      found.close();
    }
    return results;
  }

  // Java throws this exception after the results if they contain references to other servers, which
  // the root of an Active Directory always does: RFC 4511 §4.5.3. These references are ignored. If
  // a server refers the whole search to another server, it has not answered; then the text has the
  // result code: RFC 4511 §4.1.10.
  private static boolean isRefusal(PartialResultException e) {
    return e.getMessage() == null || e.getMessage().startsWith("[LDAP: error code ");
  }

  private boolean accepts(String url, String dn, String password) throws NamingException {
    try {
      connect(url, dn, password).close();
      return true;
    } catch (AuthenticationException | OperationNotSupportedException e) {
      // Some directories answer with an unsupported operation if an account is locked.
      return false;
    }
  }

  // JNDI requires a Hashtable.
  @SuppressWarnings("JdkObsolete")
  private LdapContext connect(String url, String dn, String password) throws NamingException {
    Hashtable<String, Object> environment = new Hashtable<>();
    String millis = Long.toString(config.timeout().toMillis());
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, url);
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
}
