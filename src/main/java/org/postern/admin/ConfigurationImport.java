package org.postern.admin;

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
import org.postern.admin.ImportContent.UserPart;
import org.postern.crypto.SecretHash;
import org.postern.crypto.ServerKeys;
import org.postern.oauth.ClientId;
import org.postern.store.SetupStore;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/**
 * Applies configuration that is written as a file: reads it, hashes its passwords while no
 * transaction is open, and has {@link ImportAdministration} do the rest in one.
 */
@UseCases
@ApplicationScoped
public class ConfigurationImport {

  /** The largest file, in bytes, wherever it comes from. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  // What the digest of a content is hashed for, in the place of a client.
  private static final ClientId IMPORT = new ClientId("import");

  // Ten times as long as the largest file that is taken needs on two slow cores.
  private static final Duration MOST_TIME = Duration.ofHours(1);
  // 0 stands for the server's.
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
  private final Function<String, Optional<String>> environment;

  /** For the proxy only. */
  protected ConfigurationImport() {
    this(null, null, null, null, null, null, null, null, null, null);
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
      UserTransaction transaction) {
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
    this.environment = environment;
  }

  /**
   * Applies a content once: creates what is not there, changes what is, and leaves alone what it
   * does not name. Must be called outside a transaction.
   *
   * @param file JSON, version 1 of the import
   * @return false if this very content was applied before
   * @throws AdministrationException with everything that is wrong; nothing was changed
   */
  public boolean apply(Actor actor, String file) {
    actor.requireAdministrator();
    String text = withoutMark(file);
    ImportContent content = ImportReader.read(text, environment, passwords);
    requireOwnKey(content);
    // Keyed, because the content has passwords in it: a plain digest would be a fast way to guess
    // them.
    String digest = secretHash.hash(IMPORT, text + '\0' + content.variables());
    if (setup.isApplied(digest)) {
      return false;
    }
    Map<String, HashedPassword> hashed = hashPasswords(content);
    return withTime(() -> administration.apply(actor, content, digest, hashed));
  }

  /**
   * Applies a content that a caller sent, however often it was applied before. No variable is
   * filled in: the server's environment is none of a caller's business. Must be called outside a
   * transaction.
   *
   * @param text JSON, version 1 of the import
   * @return what was done or, as a dry run, would be done
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, MALFORMED if what
   *     is wrong can be told from the file alone, LOGIN_TOO_OLD for a dry run that would tell
   *     whether a password or secret is the right one, and for any other run, otherwise INVALID;
   *     nothing was changed
   */
  public ImportPlan run(Actor actor, String text, ImportOptions options) {
    return run(actor, text, options, plan -> {});
  }

  /**
   * What a content would do, for somebody to look at before it is done.
   *
   * @param plan what would be done
   * @param seal brings this very plan back to {@link #apply(Actor, String, boolean, String)}
   */
  public record Preview(ImportPlan plan, String seal) {}

  /**
   * Tells what a content would do.
   *
   * @param prune whether what the content does not name is deleted
   * @throws AdministrationException as for {@link #run}
   */
  public Preview preview(Actor actor, String text, boolean prune) {
    ImportPlan plan = run(actor, text, new ImportOptions(true, prune));
    return new Preview(plan, seal(text, prune, plan));
  }

  /**
   * Does what a preview told, and nothing else.
   *
   * @param seal of the preview
   * @throws AdministrationException as for {@link #run}, and STALE if this content would by now do
   *     anything else than was told
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

  // The content counts as well, as a plan shows no passwords. When a secret was last used is in the
  // lines of the trail and no part of the plan.
  private String seal(String text, boolean prune, ImportPlan plan) {
    String steps =
        JsonForms.JSON.createObjectBuilder(plan.toJson()).remove("dry_run").build().toString();
    return secretHash.hash(
        IMPORT, text + '\0' + prune + '\0' + steps.replaceAll(",\"last_used\":\"[^\"]*\"", ""));
  }

  private ImportPlan run(
      Actor actor, String file, ImportOptions options, Consumer<ImportPlan> check) {
    actor.requireAdministrator();
    ImportContent content = readRequest(withoutMark(file));
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
          content.parts(),
          () -> {
            Map<String, HashedPassword> hashed = hashPasswords(content);
            return withTime(
                () -> administration.run(actor.importing(), content, hashed, options, check));
          });
    } catch (ImportAdministration.DryRun done) {
      return done.plan();
    }
  }

  /** The imports that run on this node now, the one that began first in front. */
  public List<RunningImport> findRunning(Actor actor) {
    actor.requireAdministrator();
    return progress.running();
  }

  // The server's own time-out is made for requests: WildFly's of 300 s ended large imports.
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

  // The byte order mark that some editors put before a text. RFC 8259 §8.1 lets readers ignore it.
  private static String withoutMark(String file) {
    return file.startsWith("\uFEFF") ? file.substring(1) : file;
  }

  private ImportContent readRequest(String text) {
    try {
      return ImportReader.read(text, Variables.escapesOnly(), passwords);
    } catch (AdministrationException e) {
      throw AdministrationException.malformed(e.problems());
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

  // Hashes only what will be stored, because each hash takes a while. A password that is the same
  // already is left out: storing it again would end the user's tokens.
  private Map<String, HashedPassword> hashPasswords(ImportContent content) {
    Map<String, HashedPassword> hashed = new HashMap<>();
    for (UserPart user : content.users()) {
      Optional<UserAccount> account = users.findByUsername(user.username());
      user.password()
          .filter(
              raw ->
                  account.isEmpty()
                      || (content.overwriteSecrets()
                          && !passwords.matches(raw, account.get().passwordHash())))
          .flatMap(raw -> passwords.hash(user))
          .ifPresent(hash -> hashed.put(user.username(), hash));
      user.passwordHash()
          .filter(
              hash ->
                  account.isEmpty()
                      || (content.overwriteSecrets() && !hash.equals(account.get().passwordHash())))
          .flatMap(hash -> passwords.hash(user))
          .ifPresent(hash -> hashed.put(user.username(), hash));
    }
    return hashed;
  }
}
