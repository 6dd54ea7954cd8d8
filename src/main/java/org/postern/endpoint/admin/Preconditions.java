package org.postern.endpoint.admin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Revision;
import org.postern.http.ProblemException;

/**
 * Reads {@code If-Match}, which every update and deletion must have. RFC 9110 §13.1.1, RFC 6585 §3.
 * A caller that accepts any present state sends {@code *}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110 §13.1.1</a>
 */
final class Preconditions {

  // The grammar entity-tag of RFC 9110 §8.8.3, including obs-text, which no tag of Postern has.
  private static final String TAG = "(W/)?\"([\\x21\\x23-\\x7E[^\\x00-\\x7F]]*)\"";
  private static final Pattern ONE = Pattern.compile(TAG);
  // Empty elements MUST be ignored: RFC 9110 §5.6.1.2.
  private static final Pattern ALL =
      Pattern.compile("[ \\t,]*+" + TAG + "(?:[ \\t]*+,[ \\t,]*+" + TAG + ")*+[ \\t,]*+");

  // The suffix that a compressing proxy adds to a strong tag. Apache httpd, Caddy and Jetty add
  // one.
  private static final Pattern CODING =
      Pattern.compile("(?<=-[0-9a-z]{1,13})--?(?:gzip|br|zstd|deflate)$");

  private Preconditions() {}

  /**
   * Reads the precondition of a change.
   *
   * @param lines all field lines of {@code If-Match}, which together are one list: RFC 9110 §5.3
   * @throws ProblemException 428 if the header is missing, 400 if it cannot be read, 412 if it has
   *     no tag of Postern, because then no state can match
   */
  static Precondition ifMatch(List<String> lines) {
    if (lines.isEmpty()) {
      throw new ProblemException(
          428, "If-Match is missing: the ETag of what is to be changed, or * for whatever it is");
    }
    String value = String.join(",", lines).strip();
    if (value.equals("*")) {
      return Precondition.NONE;
    }
    if (!ALL.matcher(value).matches()) {
      throw new ProblemException(400, "If-Match must be * or entity tags in quotation marks");
    }
    Set<Revision> revisions = new HashSet<>();
    Matcher tags = ONE.matcher(value);
    while (tags.find()) {
      // A compressing proxy makes the tag weak or adds a suffix. The strong comparison of RFC 9110
      // §13.1.1 would refuse every change behind such a proxy: see docs/divergences.md.
      Revision.parse(CODING.matcher(tags.group(2)).replaceFirst("")).ifPresent(revisions::add);
    }
    if (revisions.isEmpty()) {
      throw new ProblemException(
          412, "If-Match holds no ETag that this server gave; ask for what is there and take its");
    }
    return Precondition.anyOf(revisions);
  }
}
