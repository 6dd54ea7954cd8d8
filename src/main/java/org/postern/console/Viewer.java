package org.postern.console;

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
import org.postern.admin.Actor;
import org.postern.admin.Operator;
import org.postern.oauth.RequestAttributes;

/**
 * Who looks at a page and how: the signed-in user, and the language, colours and time zone that the
 * browser wants. The last three are cookies that the page's script sets; without them the browser's
 * own wishes count.
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

  /** The signed-in user as of now; null if nobody is. */
  public Operator getOperator() {
    return (Operator) request.getAttribute(ConsoleFilter.OPERATOR);
  }

  /** A parameter of the page's address or form; empty for none. */
  String parameter(String name) {
    return Optional.ofNullable(FormRequest.parameter(request, name)).orElse("");
  }

  /** The same for who acts, as long as the session is good. Only on pages that need a sign-in. */
  public Actor actor() {
    return Actor.signedIn(
        Optional.ofNullable(getOperator()).orElseThrow().username(),
        sessions.confirmed(request),
        () -> sessions.find(request),
        source());
  }

  /** Notes that the user has given the password again. */
  void confirm() {
    sessions.confirm(request);
  }

  /** The address that the request came from. */
  public String source() {
    return String.valueOf(request.getAttribute(RequestAttributes.SOURCE));
  }

  /** Whether the user may change everything. */
  public boolean isAdministrator() {
    return getOperator() != null && getOperator().isAdministrator();
  }

  /** Whether the user may look at everything. */
  public boolean isReader() {
    return getOperator() != null && getOperator().isReader();
  }

  /** Whether the user may change clients: all, or those that are the user's own. */
  public boolean isClientEditor() {
    return getOperator() != null
        && (getOperator().isAdministrator() || getOperator().isClientOwner());
  }

  /** A text as a value in the query of an address. */
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

  /** {@code light}, {@code dark}, or {@code auto} for what the browser's system says. */
  public String getTheme() {
    return cookie("postern-theme").filter(THEMES::contains).orElse("auto");
  }

  /** The time zone of the browser; UTC while it is not known. */
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

  /** The same for converters of Faces. */
  public TimeZone getTimeZone() {
    return TimeZone.getTimeZone(getZone());
  }

  /** A time as people in this zone read it, to the second. */
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
