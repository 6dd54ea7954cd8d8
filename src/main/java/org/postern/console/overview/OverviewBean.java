package org.postern.console.overview;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.postern.admin.overview.Overview;
import org.postern.admin.overview.Overview.Span;
import org.postern.admin.overview.OverviewAdministration;
import org.postern.admin.overview.Warning;
import org.postern.config.Clock;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;

/** The first page: figures of the use, and warnings. */
@Named
@RequestScoped
public class OverviewBean {

  private final OverviewAdministration overviews;
  private final Viewer viewer;
  private final Clock clock;

  private Overview overview;
  private List<Warning> warnings;

  /** For the proxy only. */
  protected OverviewBean() {
    this(null, null, null);
  }

  @Inject
  public OverviewBean(OverviewAdministration overviews, Viewer viewer, Clock clock) {
    this.overviews = overviews;
    this.viewer = viewer;
    this.clock = clock;
  }

  /** The period that is shown: {@code hour}, {@code day} or {@code week}. */
  public String getPeriod() {
    return name(span());
  }

  private Span span() {
    for (Span span : Span.values()) {
      if (name(span).equals(viewer.parameter("period"))) {
        return span;
      }
    }
    return Span.DAY;
  }

  /** The periods that can be shown. */
  public List<String> getPeriods() {
    return List.of(name(Span.HOUR), name(Span.DAY), name(Span.WEEK));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The figures of the period. Only a user who may see everything may call this. */
  public Overview getOverview() {
    if (overview == null) {
      overview = overviews.show(viewer.actor(), span());
    }
    return overview;
  }

  /** The figures as a picture. */
  public BarChart getChart() {
    return new BarChart(getOverview().bars());
  }

  /** The warnings about things that should be changed. */
  public List<Warning> getWarnings() {
    if (warnings == null) {
      warnings = overviews.warnings(viewer.actor());
    }
    return warnings;
  }

  /** The text of a warning. */
  public String text(Warning warning) {
    String count = warning.count() + (warning.isMore() ? "+" : "");
    return Notices.text("overview.warning." + name(warning.kind()), count);
  }

  /**
   * The query of the client list that shows the affected clients; empty if the warning is not about
   * clients.
   */
  public String address(Warning warning) {
    return switch (warning.kind()) {
      case KEY_IN_DATABASE, PURGE_BACKLOG -> "";
      case WEAK_SECRETS -> "?weak_secret=true";
      case SECRETS_FOR_REVIEW -> "?secret_review=true";
      case OLD_SECRETS -> "?secret_before=" + before(OverviewAdministration.OLD.toDays());
      case UNUSED_CLIENTS -> "?unused_since=" + before(OverviewAdministration.UNUSED.toDays());
      case PASSWORD_GRANT -> "?grant=password";
    };
  }

  private String before(long days) {
    Instant time = clock.now().minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    return URLEncoder.encode(time.toString(), StandardCharsets.UTF_8);
  }
}
