package org.postern.console.common;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Operator;
import org.postern.console.frame.ConsoleFilter;
import org.postern.console.frame.ConsoleSessions;
import org.postern.console.frame.FormRequest;
import org.postern.oauth.RequestAttributes;

/**
 * The viewer of a page: the signed-in user, and the language, colours and time zone for the page.
 * Language, colours and time zone are cookies that the page's script sets. Without them, the
 * language is the browser's, the colours follow its system, and the time zone is UTC.
 */
@Named
@RequestScoped
public class Viewer {

  /** The cookie of the language: {@code en} or {@code de}. */
  static final String LANGUAGE = "postern-language";

  private static final Set<String> LANGUAGES = Set.of("en", "de");
  private static final Set<String> THEMES = Set.of("light", "dark");

  private final HttpServletRequest request;
  private final ConsoleSessions sessions;

  /** For the proxy only. */
  protected Viewer() {
    this(null, null);
  }

  @Inject
  public Viewer(HttpServletRequest request, ConsoleSessions sessions) {
    this.request = request;
    this.sessions = sessions;
  }

  /** The signed-in user; null if nobody is signed in. */
  public Operator getOperator() {
    return (Operator) request.getAttribute(ConsoleFilter.OPERATOR);
  }

  /** A parameter of the page's address or form; an empty text if there is none. */
  public String parameter(String name) {
    return Optional.ofNullable(FormRequest.parameter(request, name)).orElse("");
  }

  /**
   * The signed-in user as the actor of use cases, as long as the session is valid. Only pages that
   * need a sign-in may call this.
   */
  public Actor actor() {
    return Actor.signedIn(
        Optional.ofNullable(getOperator()).orElseThrow().username(),
        sessions.confirmed(request),
        () -> sessions.find(request),
        source());
  }

  /** Records that the user has given the password again. */
  void confirm() {
    sessions.confirm(request);
  }

  /** The source of the request. */
  public String source() {
    return RequestAttributes.source(request::getAttribute);
  }

  /** Whether the user may change everything. */
  public boolean isAdministrator() {
    return getOperator() != null && getOperator().isAdministrator();
  }

  /** Whether the user may see everything. */
  public boolean isReader() {
    return getOperator() != null && getOperator().isReader();
  }

  /** Whether the user may change clients: all clients or only the user's own. */
  public boolean isClientEditor() {
    return getOperator() != null
        && (getOperator().isAdministrator() || getOperator().isClientOwner());
  }

  /** Encodes a text as a value in a query string. */
  public String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The language of the pages. */
  public Locale getLocale() {
    return cookie(LANGUAGE)
        .filter(LANGUAGES::contains)
        .map(Locale::forLanguageTag)
        .orElseGet(this::wantedLocale);
  }

  private Locale wantedLocale() {
    return request.getLocale().getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
  }

  /**
   * The colours: {@code light}, {@code dark}, or {@code auto} for the setting of the browser's
   * system.
   */
  public String getTheme() {
    return cookie("postern-theme").filter(THEMES::contains).orElse("auto");
  }

  /** The time zone of the browser; UTC if it is not known. */
  public ZoneId getZone() {
    try {
      return cookie("postern-zone")
          .map(name -> name.replace('.', '/'))
          .map(ZoneId::of)
          .orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  /** The time zone for converters of Faces. */
  public TimeZone getTimeZone() {
    return TimeZone.getTimeZone(getZone());
  }

  /** Writes a time for people, in the viewer's zone and language, to the second. */
  public String format(Instant time) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
        .withLocale(getLocale())
        .withZone(getZone())
        .format(time.truncatedTo(ChronoUnit.SECONDS));
  }

  private Optional<String> cookie(String name) {
    if (request.getCookies() != null) {
      for (Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(name)) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }
}
