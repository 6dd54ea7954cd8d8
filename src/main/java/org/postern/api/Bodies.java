package org.postern.api;

import java.io.InputStream;
import org.postern.http.Json;

/** Reads the bodies of requests. */
public final class Bodies {

  /** The media type of a JSON merge patch, RFC 7396. */
  public static final String MERGE_PATCH = "application/merge-patch+json";

  private Bodies() {}

  /**
   * Reads a body as text.
   *
   * @throws org.postern.http.ProblemException 413 if it is larger than {@value
   *     org.postern.http.Json#MAX_BODY_BYTES} bytes, 400 if it is not UTF-8
   */
  public static String text(InputStream body) {
    return Json.readText(body, Json.MAX_BODY_BYTES);
  }
}
