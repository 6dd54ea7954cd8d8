package org.postern.console.common;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Query;
import org.postern.admin.common.Revision;
import org.postern.admin.trail.AuditAdministration;
import org.postern.admin.trail.AuditEntry;
import org.postern.config.Clock;
import org.postern.oauth.OAuthException;

/**
 * The revision of the object when a form was filled, so that saving does not undo changes that
 * others have made since. The form contains {@code <c:edit>}. If others have changed the object,
 * the form keeps what was typed and shows their changes; when it is sent again, it is saved.
 */
@Named
@RequestScoped
public class Edit {

  private static final int MAX_SHOWN = 10;

  private final AuditAdministration audit;
  private final PasswordCheck passwordCheck;
  private final Viewer viewer;
  private final Notices notices;
  private final Clock clock;

  private String revision;
  private String loaded;
  private boolean lost;
  private List<Change> changes = List.of();

  /**
   * A change by somebody else.
   *
   * @param entry the line of the audit trail
   * @param differences the members that it changed
   */
  public record Change(AuditEntry entry, List<Difference> differences) {

    /** Copies the list. */
    public Change {
      differences = List.copyOf(differences);
    }
  }

  /** For the proxy only. */
  protected Edit() {
    this(null, null, null, null, null);
  }

  @Inject
  public Edit(
      AuditAdministration audit,
      PasswordCheck passwordCheck,
      Viewer viewer,
      Notices notices,
      Clock clock) {
    this.audit = audit;
    this.passwordCheck = passwordCheck;
    this.viewer = viewer;
    this.notices = notices;
    this.clock = clock;
    revision = viewer == null ? "" : viewer.parameter("revision");
    loaded = viewer == null ? "" : viewer.parameter("loaded");
  }

  /** The revision for the form: the one that the form sent, or else this one. */
  public String revision(Revision current) {
    return revision.isEmpty() ? current.text() : revision;
  }

  /** Restarts the form with this revision, which the user sees now. */
  void restart(Revision current) {
    revision = current.text();
    loaded = clock.now().toString();
  }

  /** Requires the revision that the form was filled with. */
  public Precondition precondition() {
    return Precondition.anyOf(Set.of(new Revision(revision)));
  }

  /**
   * Runs a use case with {@link #precondition}.
   *
   * @param trail the filters of the audit trail that find changes of the edited object, such as
   *     {@code client}
   * @param about tells which of the found lines are about the object
   * @param current the present revision
   * @return whether the use case succeeded; if not, the page says why
   */
  public boolean attempt(
      Map<String, String> trail,
      Predicate<AuditEntry> about,
      Supplier<Revision> current,
      Runnable useCase) {
    if (!passwordCheck.passedIfGiven()) {
      return false;
    }
    try {
      useCase.run();
      return true;
    } catch (AdministrationException refusal) {
      if (refusal.kind() == AdministrationException.Kind.STALE) {
        lose(trail, about, current);
      } else {
        notices.show(refusal);
      }
      return false;
    } catch (OAuthException refusal) {
      notices.show(refusal);
      return false;
    }
  }

  private void lose(
      Map<String, String> trail, Predicate<AuditEntry> about, Supplier<Revision> current) {
    lost = true;
    Instant since = since();
    restart(current.get());
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    trail.forEach((name, value) -> parameters.put(name, List.of(value)));
    parameters.put("from", List.of(since.toString()));
    changes =
        audit.list(viewer.actor(), new Query(parameters)).items().stream()
            .filter(entry -> entry.actor().isPresent())
            .filter(about)
            .limit(MAX_SHOWN)
            .map(entry -> new Change(entry, Difference.of(entry)))
            .toList();
  }

  // The browser sends this text, so it may be anything.
  private Instant since() {
    Instant now = clock.now();
    try {
      Instant time = Instant.parse(loaded);
      return time.isBefore(now) && time.isAfter(Instant.EPOCH) ? time : now;
    } catch (DateTimeException e) {
      return now;
    }
  }

  /** When the form was filled, ISO 8601. */
  public String getLoaded() {
    return loaded.isEmpty() ? clock.now().toString() : loaded;
  }

  /** Whether somebody else has changed the object since the form was filled. */
  public boolean isLost() {
    return lost;
  }

  /** The changes by others, the newest first. */
  public List<Change> getChanges() {
    return changes;
  }
}
