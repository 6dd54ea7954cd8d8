package org.postern.admin.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postern.admin.client.FormerOwners;
import org.postern.admin.client.SecretGrace;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.EntitySetting;
import org.postern.admin.common.JsonForms;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Operator;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Problems;
import org.postern.admin.common.Revision;
import org.postern.admin.common.SettingValues;
import org.postern.admin.common.StepUp;
import org.postern.audit.AuditTrail;
import org.postern.audit.BeforeAndAfter;
import org.postern.audit.Change.UserChanged;
import org.postern.audit.FactKind;
import org.postern.audit.Snapshot;
import org.postern.config.Clock;
import org.postern.crypto.SecureTokens;
import org.postern.entity.User;
import org.postern.store.ClientStore;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;
import org.postern.throttle.AccountBudget;
import org.postern.user.Username;

/** Changes users, in the transaction of its caller. */
@ApplicationScoped
public class UserChanges {

  private final UserStore users;
  private final ClientStore clients;
  private final FormerOwners formerOwners;
  private final LockedRows rows;
  private final LastAdministrator lastAdministrator;
  private final StepUp stepUp;
  private final SecureTokens tokens;
  private final AccountBudget budget;
  private final AuditTrail audit;
  private final Clock clock;

  /** For the proxy only. */
  protected UserChanges() {
    this(null, null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public UserChanges(
      UserStore users,
      ClientStore clients,
      FormerOwners formerOwners,
      LockedRows rows,
      LastAdministrator lastAdministrator,
      StepUp stepUp,
      SecureTokens tokens,
      AccountBudget budget,
      AuditTrail audit,
      Clock clock) {
    this.users = users;
    this.clients = clients;
    this.formerOwners = formerOwners;
    this.rows = rows;
    this.lastAdministrator = lastAdministrator;
    this.stepUp = stepUp;
    this.tokens = tokens;
    this.budget = budget;
    this.audit = audit;
    this.clock = clock;
  }

  public UserDetails create(
      Actor actor, String rawUsername, UserChange change, Optional<HashedPassword> password) {
    return create(actor, rawUsername, Optional.empty(), change, password);
  }

  /**
   * Creates a user.
   *
   * @param subject the subject that the user had before or at another server; empty for a new
   *     subject
   */
  public UserDetails create(
      Actor actor,
      String rawUsername,
      Optional<String> subject,
      UserChange change,
      Optional<HashedPassword> password) {
    actor.requireAdministrator();
    Problems problems = new Problems();
    Optional<String> username = UserRules.prepareUsername(problems, "/username", rawUsername);
    UserRules.check(problems, change);
    problems.requireNone();
    if (change.get(UserSetting.ROLES).filter(roles -> !roles.isEmpty()).isPresent()) {
      stepUp.require(actor);
    }
    rows.lockCreation();
    if (username.flatMap(users::lock).isPresent()) {
      throw AdministrationException.conflict("/username", "there is already a user of this name");
    }
    if (subject.flatMap(users::findBySubject).isPresent()) {
      throw AdministrationException.conflict("/subject", "is the subject of another user");
    }
    if (subject
        .flatMap(users::findRetiredSubject)
        .filter(name -> !username.equals(Optional.of(name)))
        .isPresent()) {
      throw AdministrationException.conflict(
          "/subject", "was the subject of another user, who was deleted");
    }
    Instant now = clock.now();
    User user = new User(subject.orElseGet(tokens::newSubject), username.orElseThrow(), now);
    assign(user, change, now);
    password.ifPresent(hash -> hash.setOn(user, now));
    users.add(user);
    // Forget failures of this name from before the user existed, so that they do not lock the user
    // out.
    budget.forget(user.username());
    UserDetails created = UserDetails.of(user);
    Snapshot after = password.isPresent() ? new WithPassword(created) : created;
    write(actor, FactKind.USER_CREATED, user, BeforeAndAfter.created(after));
    return created;
  }

  public UserDetails change(Actor actor, String username, UserChange change) {
    return change(actor, username, Precondition.NONE, change);
  }

  public UserDetails change(
      Actor actor, String username, Precondition precondition, UserChange change) {
    actor.requireAdministrator();
    return keepingAnAdministrator(
        actor,
        username,
        takesRights(change),
        () -> requireUser(username, precondition),
        user -> change(actor, user, change));
  }

  private static boolean takesRights(UserChange change) {
    return change
            .get(UserSetting.ROLES)
            .filter(roles -> !roles.contains(Operator.ADMINISTRATOR))
            .isPresent()
        || change.get(UserSetting.ENABLED).equals(Optional.of(false))
        || change.get(UserSetting.LOCKED).equals(Optional.of(true));
  }

  // An import checks this at its end, because its file may name the next administrator after the
  // present one.
  private <T> T keepingAnAdministrator(
      Actor actor,
      String username,
      boolean takesRights,
      Supplier<User> lock,
      Function<User, T> change) {
    if (!takesRights || actor.isImporting()) {
      return change.apply(lock.get());
    }
    // The lock of the last administrator also waits for a running import, so it is taken for
    // administrators only.
    if (Username.prepare(username)
        .filter(name -> users.hasRole(name, Operator.ADMINISTRATOR))
        .isPresent()) {
      return lastAdministrator.keep(() -> change.apply(lock.get()));
    }
    User user = lock.get();
    if (user.roles().contains(Operator.ADMINISTRATOR)) {
      throw AdministrationException.conflict("", "the user has become an administrator just now");
    }
    return change.apply(user);
  }

  private User requireUser(String username, Precondition precondition) {
    User user = rows.requireUser(username);
    precondition.require(revision(user));
    return user;
  }

  static Revision revision(User user) {
    return Revision.of(user.id(), user.updated());
  }

  UserDetails changeProfile(Actor actor, SettingValues profile) {
    User user =
        users
            .lockBySubject(actor.requireSubject())
            .orElseThrow(() -> AdministrationException.notFound("there is no such user"));
    return change(actor, user, new UserChange(profile.only(UserSetting.PROFILE), Optional.empty()));
  }

  private UserDetails change(Actor actor, User user, UserChange change) {
    Problems problems = new Problems();
    UserRules.check(problems, change);
    problems.requireNone();
    if (givesMore(user, change) || change.secretGrace().isPresent()) {
      stepUp.require(actor);
    }
    UserDetails before = UserDetails.of(user);
    boolean leaves = leaves(user, change);
    assign(user, change, clock.now());
    UserDetails after = UserDetails.of(user);
    if (before.get(UserSetting.LOCKED) && !after.get(UserSetting.LOCKED)) {
      budget.forget(user.username());
    }
    if (!after.equals(before)) {
      write(actor, FactKind.USER_CHANGED, user, BeforeAndAfter.changed(before, after));
    }
    boolean isGone = !user.isEnabled() || !Operator.mayAdministerClients(user.roles());
    if (leaves || (isGone && change.secretGrace().isPresent())) {
      formerOwners.left(actor, user, change.secretGrace().orElse(SecretGrace.DEFAULT));
    }
    return after;
  }

  // Whether the user has more roles than before, or can use the roles again.
  private static boolean givesMore(User before, UserChange change) {
    Set<String> roles = change.get(UserSetting.ROLES).map(Set::copyOf).orElse(before.roles());
    boolean again =
        (!before.isEnabled() && change.get(UserSetting.ENABLED).orElse(false))
            || (before.isLocked() && !change.get(UserSetting.LOCKED).orElse(true));
    return !before.roles().containsAll(roles) || (again && !roles.isEmpty());
  }

  /**
   * Tells whether the change takes the own clients from their owner: it disables the user, or takes
   * the roles by which the user may change clients. The user may still know their secrets.
   *
   * @param user the user before the change
   * @param change the change; null for none
   */
  public static boolean leaves(User user, UserChange change) {
    return change != null
        && user.isEnabled()
        && (change.get(UserSetting.ENABLED).equals(Optional.of(false))
            || (Operator.mayAdministerClients(user.roles())
                && change
                    .get(UserSetting.ROLES)
                    .filter(roles -> !Operator.mayAdministerClients(roles))
                    .isPresent()));
  }

  public void changePassword(Actor actor, String username, HashedPassword password) {
    actor.requireAdministrator();
    stepUp.require(actor);
    // An expiring password can lock out the last administrator only if a user sets it. A client
    // that
    // administers can set another one later.
    boolean mayShutOut = password.expires().isPresent() && actor.username().isPresent();
    keepingAnAdministrator(
        actor,
        username,
        mayShutOut,
        () -> rows.requireUser(username),
        user -> {
          changePassword(actor, user, password);
          return user;
        });
  }

  void changeOwnPassword(Actor actor, UserAccount verified, HashedPassword password) {
    User user =
        users
            .lock(verified.id())
            .orElseThrow(() -> AdministrationException.notFound("there is no such user"));
    if (user.epoch() != verified.epoch()) {
      throw AdministrationException.conflict("", "the account was changed meanwhile");
    }
    changePassword(actor, user, password);
  }

  private void changePassword(Actor actor, User user, HashedPassword password) {
    password.setOn(user, clock.now());
    // Failures with the old password do not count for the new one.
    budget.forget(user.username());
    write(
        actor,
        password.isOneTime() ? FactKind.USER_PASSWORD_RESET : FactKind.USER_PASSWORD_CHANGED,
        user,
        BeforeAndAfter.NONE);
  }

  public void delete(Actor actor, String username, Precondition precondition) {
    actor.requireAdministrator();
    keepingAnAdministrator(
        actor,
        username,
        true,
        () -> requireUser(username, precondition),
        user -> {
          delete(actor, user);
          return user;
        });
  }

  private void delete(Actor actor, User user) {
    List<String> owned = clients.findClientIdsOfOwner(user.id());
    if (!owned.isEmpty()) {
      throw AdministrationException.conflict(
          "", "the user owns the clients " + String.join(", ", owned));
    }
    UserDetails before = UserDetails.of(user);
    users.remove(user, clock.now());
    write(actor, FactKind.USER_DELETED, user, BeforeAndAfter.deleted(before));
  }

  private static void assign(User user, UserChange change, Instant now) {
    EntitySetting.change(user, change.values(), UserSetting.ALL, now);
  }

  private void write(Actor actor, FactKind kind, User user, BeforeAndAfter values) {
    audit.changed(actor.author(), new UserChanged(kind, user.username(), values));
  }

  /** A new user who has a password, which is shown masked. */
  private record WithPassword(UserDetails user) implements Snapshot {
    @Override
    public JsonObject toJson() {
      return JsonForms.JSON.createObjectBuilder(user.toJson()).add("password", MASKED).build();
    }
  }
}
