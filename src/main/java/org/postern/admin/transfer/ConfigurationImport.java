package org.postern.admin.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.JsonForms;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.admin.common.StepUp;
import org.postern.admin.common.UseCases;
import org.postern.admin.common.Variables;
import org.postern.admin.transfer.ImportContent.UserPart;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.PasswordPreparation;
import org.postern.crypto.SecretHash;
import org.postern.crypto.ServerKeys;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantCatalogue;
import org.postern.store.SetupStore;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/**
 * Applies an import file. This class reads the file and hashes its passwords while no transaction
 * is open. {@link ImportAdministration} then does the rest in one transaction.
 */
@UseCases
@ApplicationScoped
public class ConfigurationImport {

  /** The largest import file, in bytes, at start-up and in a request. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  /** How much heap an import gets for each scope, user and client. It needs about half of it. */
  private static final long HEAP_BYTES_OF_OBJECT = 16_384;

  /** How many secrets, assignments and retired identifiers need as much heap as one client. */
  private static final int DETAILS_OF_OBJECT = 8;

  // A dry run only says that there is a password, so it need not spend the time of a hash.
  private static final HashedPassword ANY =
      new HashedPassword("$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA");

  // A constant in place of a client identifier, for the keyed hash of a content.
  private static final ClientId IMPORT = new ClientId("import");

  // The time-out of an import: ten times as long as the largest file needs on two slow cores.
  private static final Duration MOST_TIME = Duration.ofHours(1);
  // Zero stands for the server's own time-out.
  private static final Duration SERVERS_OWN = Duration.ZERO;

  private final SetupStore setup;
  private final UserStore users;
  private final SecretHash secretHash;
  private final ServerKeys keys;
  private final PasswordPreparation passwords;
  private final ImportAdministration administration;
  private final StepUp stepUp;
  private final ImportProgress progress;
  private final UserTransaction transaction;
  private final GrantCatalogue catalogue;
  private final Function<String, Optional<String>> environment;

  /** For the proxy only. */
  protected ConfigurationImport() {
    this(null, null, null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public ConfigurationImport(
      SetupStore setup,
      UserStore users,
      SecretHash secretHash,
      ServerKeys keys,
      PasswordPreparation passwords,
      ImportAdministration administration,
      StepUp stepUp,
      ImportProgress progress,
      UserTransaction transaction,
      GrantCatalogue catalogue) {
    this(
        setup,
        users,
        secretHash,
        keys,
        passwords,
        administration,
        stepUp,
        progress,
        transaction,
        catalogue,
        name -> Optional.ofNullable(System.getenv(name)));
  }

  ConfigurationImport(
      SetupStore setup,
      UserStore users,
      SecretHash secretHash,
      ServerKeys keys,
      PasswordPreparation passwords,
      ImportAdministration administration,
      StepUp stepUp,
      ImportProgress progress,
      UserTransaction transaction,
      GrantCatalogue catalogue,
      Function<String, Optional<String>> environment) {
    this.setup = setup;
    this.users = users;
    this.secretHash = secretHash;
    this.keys = keys;
    this.passwords = passwords;
    this.administration = administration;
    this.stepUp = stepUp;
    this.progress = progress;
    this.transaction = transaction;
    this.catalogue = catalogue;
    this.environment = environment;
  }

  /**
   * Applies a content once. Objects that do not exist are created, existing ones are changed, and
   * objects that the content does not name stay unchanged. Must be called outside a transaction.
   *
   * @param text the import file, JSON of version 1
   * @return false if exactly this content was applied before
   * @throws AdministrationException with all problems; nothing was changed
   */
  public boolean apply(Actor actor, String text) {
    actor.requireAdministrator();
    ImportContent content = ImportReader.read(text, environment, passwords, catalogue);
    requireOwnKey(content);
    // Use a keyed hash, because the content contains passwords, and a plain digest would make it
    // easy to guess them.
    String digest = secretHash.hash(IMPORT, text + '\0' + content.variables());
    if (setup.isApplied(digest)) {
      return false;
    }
    Map<String, HashedPassword> hashed = hashPasswords(content, passwords::hash);
    return withTime(() -> administration.apply(actor, content, digest, hashed));
  }

  /**
   * Applies a content that a caller has sent, even if it was applied before. Variables are not
   * replaced, because a caller must not read the server's environment. Must be called outside a
   * transaction.
   *
   * @param text the import file, JSON of version 1
   * @return what was changed or, for a dry run, would be changed
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, MALFORMED if the
   *     file itself is wrong, LOGIN_TOO_OLD if the login is too old and this is not a dry run, or a
   *     dry run whose plan would reveal whether a password or secret is right, INVALID for other
   *     problems; nothing was changed
   */
  public ImportPlan run(Actor actor, String text, ImportOptions options) {
    return run(actor, text, options, plan -> {});
  }

  /**
   * The plan of an import that somebody can check before it is applied.
   *
   * @param plan what the import would change
   * @param seal identifies exactly this plan for {@link #apply(Actor, String, boolean, String)}
   */
  public record Preview(ImportPlan plan, String seal) {}

  /**
   * Plans the import of a content and changes nothing.
   *
   * @param prune whether objects that the content does not name are deleted
   * @throws AdministrationException as for {@link #run}
   */
  public Preview preview(Actor actor, String text, boolean prune) {
    ImportPlan plan = run(actor, text, new ImportOptions(true, prune));
    return new Preview(plan, seal(text, prune, plan));
  }

  /**
   * Applies exactly the plan of a preview.
   *
   * @param seal the seal of the preview
   * @throws AdministrationException as for {@link #run}, and STALE if the plan would be different
   *     now
   */
  public ImportPlan apply(Actor actor, String text, boolean prune, String seal) {
    return run(
        actor,
        text,
        new ImportOptions(false, prune),
        plan -> {
          if (!SecretHash.isEqual(seal(text, prune, plan), seal)) {
            throw AdministrationException.stale();
          }
        });
  }

  // The seal includes the content, because the plan shows no passwords. It leaves out the time when
  // a secret was last used, because this time changes while the plan stays the same.
  private String seal(String text, boolean prune, ImportPlan plan) {
    String steps =
        JsonForms.JSON.createObjectBuilder(plan.toJson()).remove("dry_run").build().toString();
    return secretHash.hash(
        IMPORT, text + '\0' + prune + '\0' + steps.replaceAll(",\"last_used\":\"[^\"]*\"", ""));
  }

  private ImportPlan run(
      Actor actor, String text, ImportOptions options, Consumer<ImportPlan> check) {
    actor.requireAdministrator();
    ImportContent content = readRequest(text);
    requireFits(content, Runtime.getRuntime().maxMemory());
    requireOwnKey(content);
    if (options.prune() && !content.complete()) {
      throw AdministrationException.invalid(
          List.of(
              new Problem(
                  "",
                  "must have scopes, users and clients, each at least as an empty list: with prune"
                      + " everything that is not in them is deleted")));
    }
    if (!options.dryRun() || content.comparesSecrets()) {
      stepUp.requireEvenForImport(actor);
    }
    try {
      return progress.during(
          actor,
          options.dryRun(),
          content.objects(),
          () -> {
            Map<String, HashedPassword> hashed =
                hashPasswords(content, options.dryRun() ? password -> ANY : passwords::hash);
            return withTime(
                () -> administration.run(actor.importing(), content, hashed, options, check));
          });
    } catch (ImportAdministration.DryRun done) {
      return done.plan();
    }
  }

  /** The imports that run on this node now, the oldest first. */
  public List<RunningImport> findRunning(Actor actor) {
    actor.requireAdministrator();
    return progress.running();
  }

  // Set a longer time-out, because the server's own is meant for requests. WildFly's 300 s stopped
  // large imports.
  private <T> T withTime(Supplier<T> work) {
    setTimeout(MOST_TIME);
    try {
      return work.get();
    } finally {
      setTimeout(SERVERS_OWN);
    }
  }

  private void setTimeout(Duration time) {
    try {
      transaction.setTransactionTimeout((int) time.toSeconds());
    } catch (SystemException e) {
      throw new IllegalStateException(e);
    }
  }

  private ImportContent readRequest(String text) {
    try {
      return ImportReader.read(text, Variables.escapesOnly(), passwords, catalogue);
    } catch (AdministrationException e) {
      throw AdministrationException.malformed(e.problems());
    }
  }

  /**
   * Refuses a content that could take the whole heap: the parsed file and the plan are in memory.
   *
   * @param heapBytes the size to which the heap may grow
   */
  static void requireFits(ImportContent content, long heapBytes) {
    int objects = content.objects();
    int details = content.details();
    long most = heapBytes / HEAP_BYTES_OF_OBJECT;
    if (objects + details / DETAILS_OF_OBJECT > most) {
      throw AdministrationException.invalid(
          List.of(
              new Problem(
                  "",
                  ("has %d scopes, users and clients, and %d secrets, assignments and retired"
                          + " identifiers, %d of which count as one client; this server has the"
                          + " memory for %d in one import: use several files, or give it a larger"
                          + " heap (-Xmx)")
                      .formatted(objects, details, DETAILS_OF_OBJECT, most))));
    }
  }

  private void requireOwnKey(ImportContent content) {
    Optional<String> place = content.firstHashedSecret();
    if (place.isEmpty() || content.keyFingerprint().equals(Optional.of(keys.fingerprint()))) {
      return;
    }
    String message =
        content.keyFingerprint().isEmpty()
            ? "is missing: it tells whether the hashes of secrets, the first one in "
                + place.get()
                + ", were made under the postern.key of this server"
            : "is that of another postern.key than this server has: the secrets whose hashes are"
                + " in this file, the first one in "
                + place.get()
                + ", would match nothing here";
    throw AdministrationException.invalid(List.of(new Problem("/key_fingerprint", message)));
  }

  // The server would not start again with such a password.
  private void requireNotPublished(ImportContent content) {
    Problems problems = new Problems();
    for (UserPart user : content.users()) {
      if (user.passwordHash()
          .filter(hash -> passwords.isPublished(user.username(), hash))
          .isPresent()) {
        problems.add(
            user.pointer() + "/password_hash",
            "must not be that of a password of the demo data, which everybody knows");
      }
    }
    problems.requireNone();
  }

  // Hash only the passwords that will be stored, because a hash takes long. Leave out a password
  // that has not changed, because storing it again would end the user's tokens.
  private Map<String, HashedPassword> hashPasswords(
      ImportContent content, Function<String, HashedPassword> hash) {
    requireNotPublished(content);
    Map<String, HashedPassword> hashed = new HashMap<>();
    for (UserPart user : content.users()) {
      Optional<UserAccount> account = users.findByUsername(user.username());
      user.password()
          .filter(
              raw ->
                  account.isEmpty()
                      || (content.overwriteSecrets()
                          && !passwords.matches(raw, account.get().passwordHash())))
          .flatMap(raw -> user.hashedPassword(hash))
          .ifPresent(made -> hashed.put(user.username(), made));
      user.passwordHash()
          .filter(
              text ->
                  account.isEmpty()
                      || (content.overwriteSecrets() && !text.equals(account.get().passwordHash())))
          .flatMap(text -> user.hashedPassword(hash))
          .ifPresent(made -> hashed.put(user.username(), made));
    }
    return hashed;
  }
}
