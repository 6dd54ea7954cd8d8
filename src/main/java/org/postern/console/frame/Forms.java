package org.postern.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.postern.admin.transfer.ConfigurationImport;
import org.postern.http.RequestBody;

/** Reads forms and checks their media type and size. */
final class Forms {

  /**
   * The largest form with a file, in bytes, including the other fields. It is larger than the file,
   * because in a text area a browser sends two characters for each end of a line.
   */
  static final int MAX_BYTES_WITH_FILE =
      ConfigurationImport.MAX_BYTES + ConfigurationImport.MAX_BYTES / 4;

  private static final String PAIRS = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data";

  private Forms() {}

  /**
   * A form, or the reason why it is refused.
   *
   * @param status the status of the refusal; 0 if the form is not refused
   * @param request the request with the form; null if it is refused
   */
  record Reading(int status, HttpServletRequest request) {

    private static Reading of(Optional<FormRequest> form) {
      return form.map(request -> new Reading(0, request))
          .orElseGet(() -> new Reading(HttpServletResponse.SC_BAD_REQUEST, null));
    }
  }

  /** Tells whether the request sends a form with a file to the page that takes one. */
  static boolean hasFile(HttpServletRequest request) {
    return ConsolePaths.of(request).equals(ConsolePaths.IMPORT) && isOf(request, PARTS);
  }

  /** Reads a form without a file. */
  static Reading read(HttpServletRequest request, RequestBody body) {
    if (body.fault().isPresent()) {
      return new Reading(body.fault().get().status(), null);
    }
    if (!isOf(request, PAIRS)) {
      return new Reading(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, null);
    }
    return Reading.of(FormRequest.ofPairs(request, body.bytes()));
  }

  /** Reads a form with a file. */
  static Reading readWithFile(HttpServletRequest request, RequestBody body) {
    return body.fault().isPresent()
        ? new Reading(body.fault().get().status(), null)
        : Reading.of(FormRequest.ofParts(request, body.bytes()));
  }

  private static boolean isOf(HttpServletRequest request, String type) {
    String sent = request.getContentType();
    return sent != null && sent.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(type);
  }
}
