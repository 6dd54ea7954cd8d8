package org.postern.admin.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.admin.common.TextRules;
import org.postern.admin.common.Times;
import org.postern.crypto.SecretHash;
import org.postern.entity.ClientType;
import org.postern.store.RegisteredClient;

/** The rules for client secrets, which need no database. */
public final class SecretRules {

  /** The label of a secret that has none. */
  public static final String DEFAULT_LABEL = "default";

  /** The longest label, in characters. */
  static final int MAX_LABEL_LENGTH = 100;

  /** The longest secret, in characters. */
  static final int MAX_LENGTH = 512;

  private static final Duration SOON = Duration.ofDays(1);

  private SecretRules() {}

  /** Checks the member {@code secrets} of a client of this type. */
  public static void check(Problems problems, ClientType type, List<NewSecret> secrets) {
    checkType(problems, type, secrets);
    check(problems, secrets);
  }

  /** Checks that a public client has no secrets. RFC 6749 §2.1. */
  public static void checkType(Problems problems, ClientType type, List<NewSecret> secrets) {
    if (type == ClientType.PUBLIC && !secrets.isEmpty()) {
      problems.add("", "a public client has no secrets");
    }
  }

  /** Checks the member {@code secrets} of a client. */
  public static void check(Problems problems, List<NewSecret> secrets) {
    if (secrets.size() > RegisteredClient.MAX_SECRETS) {
      problems.add("/secrets", "must not be more than " + RegisteredClient.MAX_SECRETS);
      return;
    }
    Set<String> labels = new HashSet<>();
    Set<String> values = new HashSet<>();
    for (int i = 0; i < secrets.size(); i++) {
      String place = Problem.pointer("/secrets", i);
      NewSecret secret = secrets.get(i);
      check(problems, place, secret);
      if (!labels.add(secret.label())) {
        problems.add(place + "/label", "is the label of another secret of this client");
      }
      if (!values.add(secret.hashed().map(HashedSecret::hash).orElse(secret.value()))) {
        problems.add(place + "/value", "is the same as another secret of this client");
      }
    }
  }

  public static void check(Problems problems, String pointer, NewSecret secret) {
    checkLabel(problems, pointer, secret.label());
    secret
        .hashed()
        .ifPresentOrElse(
            hashed -> checkHashed(problems, pointer, hashed),
            () -> checkValue(problems, pointer + "/value", secret.value()));
    checkExpires(problems, pointer, secret.expires());
  }

  private static void checkHashed(Problems problems, String pointer, HashedSecret hashed) {
    if (!SecretHash.isForm(hashed.hash())) {
      problems.add(pointer + "/hash", "must be a hash as an export has it, 43 characters");
    }
    if (!Times.isAllowed(hashed.created())) {
      problems.add(pointer + "/created", "must lie between the years 1970 and 9999");
    }
    if (hashed.review().filter(time -> !Times.isAllowed(time)).isPresent()) {
      problems.add(pointer + "/review", "must lie between the years 1970 and 9999");
    }
  }

  /**
   * Tells whether a secret works for more than a day. One that ends sooner does not help when
   * another one ends, because nothing works after it.
   *
   * @param expires when it ends; empty for never
   */
  public static boolean lasts(Optional<Instant> expires, Instant now) {
    return expires.map(now.plus(SOON)::isBefore).orElse(true);
  }

  static void checkLabel(Problems problems, String pointer, String label) {
    TextRules.checkLine(problems, pointer + "/label", label, 1, MAX_LABEL_LENGTH);
    TextRules.checkPathSegment(problems, pointer + "/label", label);
  }

  static void checkExpires(Problems problems, String pointer, Optional<Instant> expires) {
    expires
        .filter(time -> !Times.isAllowed(time))
        .ifPresent(
            time -> problems.add(pointer + "/expires", "must lie between the years 1970 and 9999"));
  }

  /**
   * Checks a value by RFC 6749 appendix A.2. Unlike there, it must not be empty, because an empty
   * one counts as missing at the token endpoint.
   */
  public static void checkValue(Problems problems, String pointer, String value) {
    boolean printable = value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    if (value.isEmpty() || value.length() > MAX_LENGTH || !printable) {
      problems.add(pointer, "must have 1 to " + MAX_LENGTH + " printable ASCII characters");
    }
  }
}
