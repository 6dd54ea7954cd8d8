package org.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultReference;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.Configs;

class LdapIdentityStoreTest {

  private static final String ROOT = "dc=example,dc=org";
  private static final String ELSEWHERE = "ldap://forest.example.org/dc=forest,dc=example,dc=org";

  /** Counts the searches of a server, and can let them fail or refer to other servers. */
  private static final class Behaviour extends InMemoryOperationInterceptor {

    private final AtomicInteger searches = new AtomicInteger();
    private boolean refersToOthers;
    private Optional<ResultCode> refuses = Optional.empty();

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request)
        throws LDAPException {
      searches.incrementAndGet();
      if (refuses.isPresent()) {
        throw new LDAPException(refuses.get(), "not here", ROOT, new String[] {ELSEWHERE});
      }
      if (refersToOthers) {
        request.sendSearchReference(new SearchResultReference(new String[] {ELSEWHERE}, null));
      }
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
        throws LDAPException {
      if (refuses.filter(ResultCode.INVALID_CREDENTIALS::equals).isPresent()) {
        throw new LDAPException(ResultCode.INVALID_CREDENTIALS);
      }
    }
  }

  private final Behaviour first = new Behaviour();
  private final Behaviour second = new Behaviour();
  private final List<InMemoryDirectoryServer> servers = new ArrayList<>();
  private LdapIdentityStore store;

  @BeforeEach
  void startTwoServers() throws Exception {
    for (Behaviour behaviour : List.of(first, second)) {
      InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(ROOT);
      config.setSchema(null);
      config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", 0));
      config.addInMemoryOperationInterceptor(behaviour);
      config.addAdditionalBindCredentials("cn=postern", "Pa$$w0rd");
      InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
      server.startListening();
      server.add("dn: " + ROOT, "objectClass: domain", "dc: example");
      server.add(
          "dn: cn=Mary," + ROOT,
          "objectClass: user",
          "sAMAccountName: Mary",
          "userPrincipalName: mary.major@example.org",
          "userPassword: hers");
      server.add(
          "dn: cn=Staff," + ROOT, "objectClass: group", "cn: Staff", "member: cn=Mary," + ROOT);
      servers.add(server);
    }
    store = store("ldap://127.0.0.1:%d, ldap://127.0.0.1:%d", ROOT);
  }

  private LdapIdentityStore store(String urls, String base) {
    return new LdapIdentityStore(
        Configs.of(
            "postern.users",
            "container",
            "postern.directory.url",
            urls.formatted(servers.get(0).getListenPort(), servers.get(1).getListenPort()),
            "postern.directory.bind-dn",
            "cn=postern",
            "postern.directory.bind-password",
            "Pa$$w0rd",
            "postern.directory.user-base",
            base,
            "postern.directory.group-base",
            base,
            "postern.directory.user-name-attribute",
            "sAMAccountName, userPrincipalName"));
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.shutDown(true));
  }

  private CredentialValidationResult login(String password) {
    return store.validate(new UsernamePasswordCredential("mary", password));
  }

  private void assertWorks() {
    assertEquals(Status.VALID, login("hers").getStatus());
    assertEquals(Set.of("Staff"), login("hers").getCallerGroups());
    assertEquals(Status.INVALID, login("not hers").getStatus());
    assertEquals(Optional.of(Set.of("Staff")), store.findGroups("mary"));
    assertEquals(Optional.empty(), store.findGroups("nobody"));
  }

  /** The root of an Active Directory refers to its other parts: RFC 4511 §4.5.3. */
  @Test
  void leavesReferencesToOtherServersOut() {
    first.refersToOthers = true;

    assertWorks();
    assertEquals(0, second.searches.get());
  }

  /** A referral instead of a result: RFC 4511 §4.1.10. */
  @Test
  void asksTheNextServerWhenOneRefersTheWholeSearchElsewhere() {
    first.refuses = Optional.of(ResultCode.REFERRAL);

    assertWorks();
  }

  @Test
  void saysNothingWhenEveryServerRefersElsewhere() {
    first.refuses = Optional.of(ResultCode.REFERRAL);
    second.refuses = Optional.of(ResultCode.REFERRAL);

    assertThrows(DirectoryException.class, () -> login("hers"));
    assertThrows(DirectoryException.class, () -> store.findGroups("nobody"));
  }

  @Test
  void asksTheNextServerWhenOneIsAway() {
    servers.get(0).shutDown(true);

    assertWorks();
  }

  @Test
  void asksTheNextServerWhenOneIsBusyOrRefusesTheAccount() {
    first.refuses = Optional.of(ResultCode.BUSY);
    assertWorks();
    first.refuses = Optional.of(ResultCode.INVALID_CREDENTIALS);
    second.refuses = Optional.of(ResultCode.UNAVAILABLE);
    assertThrows(DirectoryException.class, () -> login("hers"));
    second.refuses = Optional.empty();
    assertWorks();
  }

  @Test
  void staysWithTheServerThatAnswered() {
    first.refuses = Optional.of(ResultCode.BUSY);
    login("hers");
    first.refuses = Optional.empty();
    int before = first.searches.get();

    assertWorks();

    assertEquals(before, first.searches.get());
  }

  @Test
  void saysNothingWhenEveryServerIsAway() {
    servers.forEach(server -> server.shutDown(true));

    assertThrows(DirectoryException.class, () -> login("hers"));
  }

  /** If a URL names an entry, the configured bases are relative to it. */
  @Test
  void searchesBelowTheEntryThatAUrlNames() {
    store =
        store(
            "ldap://127.0.0.1:%d/dc=example,dc=org ldap://127.0.0.1:%d/dc=example,dc=org",
            "cn=Mary");
    assertEquals(Status.VALID, login("hers").getStatus());
    servers.get(0).shutDown(true);

    assertEquals(Status.VALID, login("hers").getStatus());
    assertEquals(Status.INVALID, login("not hers").getStatus());
  }

  @Test
  void findsTheNameAtPosternByEachName() {
    assertEquals(Optional.of("Mary"), store.findName("mary"));
    assertEquals(Optional.of("Mary"), store.findName("mary.major@example.org"));
    assertEquals(Optional.empty(), store.findName("mary.minor@example.org"));
  }

  @Test
  void takesAPasswordForTheFirstNameOnly() {
    assertEquals(
        Status.INVALID,
        store
            .validate(new UsernamePasswordCredential("mary.major@example.org", "hers"))
            .getStatus());
  }

  /** If two users have the same name, the name does not identify either of them. */
  @Test
  void takesANameOfTwoUsersForNobody() throws Exception {
    for (InMemoryDirectoryServer server : servers) {
      server.add(
          "dn: cn=Other," + ROOT,
          "objectClass: user",
          "sAMAccountName: other",
          "userPrincipalName: mary");
    }

    assertEquals(Optional.empty(), store.findName("mary"));
    assertEquals(Status.INVALID, login("hers").getStatus());
    assertEquals(Optional.of("other"), store.findName("other"));
  }
}
