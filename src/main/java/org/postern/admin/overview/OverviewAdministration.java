package org.postern.admin.overview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postern.admin.client.ClientQueries;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Query;
import org.postern.admin.common.UseCases;
import org.postern.audit.FactKind;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.oauth.GrantType;
import org.postern.store.PurgeStore;
import org.postern.store.UsageStore;

/** The use cases of the overview: figures and warnings. */
@UseCases
@ApplicationScoped
public class OverviewAdministration {

  /** The age from which a secret counts as old. */
  public static final Duration OLD = Duration.ofDays(365);

  /** The time without a request after which a client counts as unused. */
  public static final Duration UNUSED = Duration.ofDays(90);

  // The purge runs every minute. If expired rows are older than this, it is delayed or too slow.
  private static final Duration BACKLOG = Duration.ofHours(1);
  private static final int TOP = 5;
  private static final String REFUSED = ".refused";
  private static final Set<String> ISSUED =
      Set.of(
          FactKind.CLIENT_TOKEN_ISSUED.text(),
          FactKind.USER_TOKEN_ISSUED.text(),
          FactKind.TOKEN_REFRESHED.text());

  private final UsageStore usage;
  private final ClientQueries clients;
  private final PurgeStore purge;
  private final PosternConfig config;
  private final Clock clock;

  /** For the proxy only. */
  protected OverviewAdministration() {
    this(null, null, null, null, null);
  }

  @Inject
  public OverviewAdministration(
      UsageStore usage,
      ClientQueries clients,
      PurgeStore purge,
      PosternConfig config,
      Clock clock) {
    this.usage = usage;
    this.clients = clients;
    this.purge = purge;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Shows the figures of the period for all clients together.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not see everything
   */
  @Transactional
  public Overview show(Actor actor, Overview.Span span) {
    actor.requireReader();
    Instant begin = span.begin(clock.now());
    long[] issued = new long[span.bars()];
    long[] refused = new long[span.bars()];
    Map<String, Long> reasons = new HashMap<>();
    for (UsageStore.Count count : usage.findCounts(UsageStore.ALL_CLIENTS, begin)) {
      String kind = count.counted().kind();
      // A count of a node whose clock is fast belongs to the last bar.
      int bar = Math.min(span.indexOf(count.counted().begins(), begin), span.bars() - 1);
      if (ISSUED.contains(kind)) {
        issued[bar] += count.tally();
      } else if (kind.endsWith(REFUSED)) {
        refused[bar] += count.tally();
        reasons.merge(count.counted().reason(), count.tally(), Long::sum);
      }
    }
    List<Overview.Bar> bars = new ArrayList<>();
    for (int i = 0; i < span.bars(); i++) {
      bars.add(new Overview.Bar(begin.plus(span.bar().multipliedBy(i)), issued[i], refused[i]));
    }
    return new Overview(span, bars, busiest(begin), top(reasons));
  }

  // Clients are counted by the hour, so the whole hour in which the period begins is included.
  private List<Overview.Tally> busiest(Instant begin) {
    Instant hour = Instant.ofEpochSecond(begin.getEpochSecond() / 3_600 * 3_600);
    Map<String, Long> tallies = new HashMap<>();
    for (String kind : ISSUED) {
      usage
          .findBusiestClients(kind, hour, TOP)
          .forEach(found -> tallies.merge(found.clientId(), found.tally(), Long::sum));
    }
    return top(tallies);
  }

  private static List<Overview.Tally> top(Map<String, Long> tallies) {
    return tallies.entrySet().stream()
        .map(entry -> new Overview.Tally(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(Overview.Tally::count)
                .reversed()
                .thenComparing(Overview.Tally::name))
        .limit(TOP)
        .toList();
  }

  /**
   * Lists the warnings about the clients that the actor may see and, if the actor may see
   * everything, about the server.
   *
   * @throws AdministrationException FORBIDDEN if the actor may see no client
   */
  @Transactional
  public List<Warning> warnings(Actor actor) {
    List<Warning> warnings = new ArrayList<>();
    Instant now = clock.now();
    if (actor.isReader()) {
      if (config.key().isEmpty()) {
        warnings.add(new Warning(Warning.Kind.KEY_IN_DATABASE, 0));
      }
      if (purge.isAnyExpired(PurgeStore.Expiring.ACCESS_TOKENS, now.minus(BACKLOG))) {
        warnings.add(new Warning(Warning.Kind.PURGE_BACKLOG, 0));
      }
    }
    addClients(warnings, actor, Warning.Kind.WEAK_SECRETS, "weak_secret", "true");
    addClients(warnings, actor, Warning.Kind.SECRETS_FOR_REVIEW, "secret_review", "true");
    addClients(
        warnings, actor, Warning.Kind.OLD_SECRETS, "secret_before", now.minus(OLD).toString());
    addClients(
        warnings, actor, Warning.Kind.UNUSED_CLIENTS, "unused_since", now.minus(UNUSED).toString());
    addClients(warnings, actor, Warning.Kind.PASSWORD_GRANT, "grant", GrantType.PASSWORD.value());
    return warnings;
  }

  private void addClients(
      List<Warning> warnings, Actor actor, Warning.Kind kind, String filter, String value) {
    int count =
        clients
            .list(actor, Query.of(filter, value, "limit", Integer.toString(Warning.MAX_COUNT)))
            .items()
            .size();
    if (count > 0) {
      warnings.add(new Warning(kind, count));
    }
  }
}
