package org.postern.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.inject.Instance;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.audit.AuditTrail;
import org.postern.audit.Author;
import org.postern.directory.Directory;
import org.postern.entity.AuditEvent;
import org.postern.entity.User;
import org.postern.fixtures.Configs;
import org.postern.fixtures.Fakes;
import org.postern.fixtures.InMemoryAuditStore;
import org.postern.fixtures.RecordedEvents;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.UserAccounts;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

class DirectoryLoginTest {

  private static final Logger LOG = Logger.getLogger(DirectoryLogin.class.getName());

  private final List<Level> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record.getLevel());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final TestClock clock = new TestClock();
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final User row = new User("user:alice", "alice", TestClock.START);
  private final long epoch = row.epoch();
  private boolean there = true;
  private boolean answers = true;
  private int questions;
  private final RecordedEvents<DirectoryUserGone> gone = new RecordedEvents<>();

  @BeforeEach
  void listen() {
    LOG.setLevel(Level.ALL);
    LOG.setUseParentHandlers(false);
    LOG.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
    LOG.setLevel(null);
  }

  private DirectoryLogin login() {
    UserStore users =
        new UserStore() {
          @Override
          public Optional<UserAccount> findByUsername(String username) {
            return Optional.of(UserAccounts.named("alice").build())
                .filter(user -> user.username().equals(username));
          }

          @Override
          public Optional<UserAccount> find(long id) {
            return Optional.of(UserAccounts.named("alice").id(id).epoch(row.epoch()).build());
          }

          @Override
          public Optional<User> lock(long id) {
            return Optional.of(row);
          }
        };
    return new DirectoryLogin(
        directory(),
        users,
        new DirectoryUserService(
            users, null, new AuditTrail(clock, audit, null, new RecordedEvents<>()), gone, clock),
        clock);
  }

  private Directory directory() {
    IdentityStoreHandler store =
        credential -> {
          if (!answers) {
            throw new IllegalStateException("away");
          }
          return CredentialValidationResult.INVALID_RESULT;
        };
    @SuppressWarnings("unchecked") // Instance has a type parameter, its class object has none.
    Instance<IdentityStoreHandler> instance =
        Fakes.answering(Instance.class, Map.of("get", arguments -> store));
    return new Directory(Configs.of("postern.users", "container"), instance, null) {
      @Override
      public boolean hasSeveralNames() {
        return true;
      }

      @Override
      public Optional<String> findName(String name) {
        questions++;
        return name.equals("alice@example.org") ? Optional.of("Alice") : Optional.empty();
      }

      @Override
      public Optional<Set<String>> findGroups(String name, Set<String> known) {
        questions++;
        return there ? Optional.of(known) : Optional.empty();
      }
    };
  }

  private List<String> audited() {
    return audit.rows().stream().map(AuditEvent::kind).toList();
  }

  @Test
  void endsEveryTokenOfAUserWhoIsGoneOnce() {
    DirectoryLogin login = login();
    login.updateUser(7, epoch);
    assertEquals(epoch, row.epoch());
    assertEquals(List.of(), gone.fired());

    there = false;
    OAuthException refusal = assertThrows(OAuthException.class, () -> login.updateUser(7, epoch));

    assertEquals("invalid_grant", refusal.error().code());
    assertEquals(RefusalReason.USER_UNKNOWN, refusal.reason());
    assertEquals(Optional.of(row.username()), refusal.username());

    assertEquals(epoch + 1, row.epoch());
    assertEquals(List.of("user.gone"), audited());
    assertEquals(
        List.of(new DirectoryUserGone(7, new Author("system:directory", Optional.empty()))),
        gone.fired());
  }

  /**
   * The gate refuses such tokens, so they must cause neither questions to the directory nor audit
   * lines.
   */
  @Test
  void asksNothingForTokensThatAreDeadAlready() {
    DirectoryLogin login = login();
    there = false;
    assertThrows(OAuthException.class, () -> login.updateUser(7, epoch));
    int asked = questions;

    login.updateUser(7, epoch);

    assertEquals(asked, questions);
    assertEquals(epoch + 1, row.epoch());
    assertEquals(List.of("user.gone"), audited());
  }

  @Test
  void asksForNoNameThatAUserHasHere() {
    assertEquals(Optional.of("alice"), login().findKnownName("alice"));
    assertEquals(0, questions);
  }

  @Test
  void remembersForAMinuteWhoseNameItIs() {
    DirectoryLogin login = login();
    assertEquals(Optional.empty(), login.findKnownName("alice@example.org"));

    assertEquals("alice", login.askName("alice@example.org"));

    clock.move(Duration.ofMinutes(1).minusMillis(1));
    assertEquals(Optional.of("alice"), login.findKnownName("alice@example.org"));
    clock.move(Duration.ofMillis(1));
    assertEquals(Optional.empty(), login.findKnownName("alice@example.org"));
  }

  /** Failures for an unknown name are counted under the name itself. */
  @Test
  void remembersNoNameThatNobodyHas() {
    DirectoryLogin login = login();

    assertEquals("nobody", login.askName("nobody"));

    assertEquals(Optional.empty(), login.findKnownName("nobody"));
  }

  @Test
  void logsTheBeginningAndTheEndOfAnOutage() {
    DirectoryLogin login = login();
    answers = false;
    for (int i = 0; i < 3; i++) {
      assertUnavailable(() -> login.authenticate("alice", "x"));
    }
    answers = true;
    login.authenticate("alice", "x");
    login.authenticate("alice", "x");

    assertEquals(List.of(Level.WARNING, Level.FINE, Level.FINE, Level.INFO), logged);
  }

  @Test
  void makesNoNoiseOfTooManyQuestionsAtOnce() {
    assertUnavailable(() -> nest(login()));

    assertEquals(List.of(Level.FINE), logged);
  }

  // Asks each question within another one, until no place is left.
  private static boolean nest(DirectoryLogin login) {
    return login.limited(() -> nest(login));
  }

  private static void assertUnavailable(Runnable work) {
    OAuthException refusal = assertThrows(OAuthException.class, work::run);
    assertEquals(RefusalReason.DIRECTORY_UNAVAILABLE, refusal.reason());
  }
}
