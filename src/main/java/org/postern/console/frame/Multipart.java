package org.postern.console.frame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a form with a file, as browsers send it, in memory. RFC 7578, RFC 2046 §5.1.1. The
 * server's own parser is not used, because it would wait for bytes without a limit and write files.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578#section-4">RFC 7578 §4</a>
 */
final class Multipart {

  /** The largest number of parts in one form. */
  private static final int MAX_PARTS = 100;

  /** The largest size of the header of a part, in bytes. */
  private static final int MAX_HEADER = 8 * 1024;

  // The boundary has at most 70 characters: RFC 2046 §5.1.1.
  private static final Pattern TYPE =
      Pattern.compile(
          "multipart/form-data\\s*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s\";,]{1,70}))\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*)");

  private static final Pattern NAME = parameter("name");
  private static final Pattern FILE_NAME = parameter("filename");

  private static final String END_OF_LINE = "\r\n";

  private Multipart() {}

  // A name ends at the next quotation mark, because browsers write a quotation mark inside it as
  // %22: RFC 7578 §2.
  private static Pattern parameter(String name) {
    return Pattern.compile(";\\s*" + name + "=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
  }

  /**
   * Returns the parts in order; empty if the body is not such a form.
   *
   * @param contentType the Content-Type of the request; null for none
   */
  static Optional<List<FormPart>> parse(String contentType, byte[] body) {
    Matcher type = TYPE.matcher(contentType == null ? "" : contentType);
    if (!type.matches()) {
      return Optional.empty();
    }
    String delimiter = "--" + (type.group(1) == null ? type.group(2) : type.group(1));
    // ISO 8859-1 gives one character for each byte, so positions in the text are positions in the
    // body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    List<FormPart> parts = new ArrayList<>();
    int at = text.startsWith(delimiter) ? delimiter.length() : -1;
    while (at >= 0 && !text.startsWith("--", at)) {
      int end = text.indexOf(END_OF_LINE + delimiter, at);
      Optional<FormPart> part = end < 0 ? Optional.empty() : part(body, text, at, end);
      if (part.isEmpty() || parts.size() == MAX_PARTS) {
        return Optional.empty();
      }
      parts.add(part.get());
      at = end + END_OF_LINE.length() + delimiter.length();
    }
    return at < 0 ? Optional.empty() : Optional.of(parts);
  }

  // Reads the part between two delimiters.
  private static Optional<FormPart> part(byte[] body, String text, int start, int end) {
    String blank = END_OF_LINE + END_OF_LINE;
    int blankLine = text.indexOf(blank, start);
    if (!text.startsWith(END_OF_LINE, start)
        || blankLine < 0
        || blankLine + 4 > end
        || blankLine - start > MAX_HEADER) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    for (String line : text.substring(start + 2, blankLine).split(END_OF_LINE, -1)) {
      Matcher field = FIELD.matcher(utf8(line));
      if (!field.matches()) {
        return Optional.empty();
      }
      headers.putIfAbsent(field.group(1).toLowerCase(Locale.ROOT), field.group(2));
    }
    String disposition = headers.getOrDefault("content-disposition", "");
    Matcher name = NAME.matcher(disposition);
    if (!disposition.startsWith("form-data") || !name.find()) {
      return Optional.empty();
    }
    Matcher fileName = FILE_NAME.matcher(disposition);
    int content = blankLine + blank.length();
    return Optional.of(
        new FormPart(
            name.group(1),
            fileName.find() ? fileName.group(1) : null,
            headers,
            body,
            content,
            end - content));
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
