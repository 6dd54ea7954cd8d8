package org.postern.console.frame;

import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A part of a form, kept in memory. RFC 7578 §4. */
final class FormPart implements Part {

  private final String name;
  private final String fileName;
  private final Map<String, String> headers;
  private final byte[] body;
  private final int start;
  private final int length;

  /**
   * Creates a part, which is a section of the body.
   *
   * @param fileName the name of the file; null if the part is not a file
   * @param headers the headers by their names in lower case
   */
  FormPart(
      String name,
      String fileName,
      Map<String, String> headers,
      byte[] body,
      int start,
      int length) {
    this.name = name;
    this.fileName = fileName;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.start = start;
    this.length = length;
  }

  /** The content as text; empty if it is not UTF-8. */
  Optional<String> text() {
    return FormRequest.text(Arrays.copyOfRange(body, start, start + length));
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(body, start, length);
  }

  @Override
  public String getContentType() {
    return getHeader("content-type");
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getSubmittedFileName() {
    return fileName;
  }

  @Override
  public long getSize() {
    return length;
  }

  /** Not supported, because no part of a form is stored. */
  @Override
  public void write(String file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete() {
    // There is nothing to delete, because the part exists only in memory.
  }

  @Override
  public String getHeader(String header) {
    return headers.get(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public Collection<String> getHeaders(String header) {
    return Optional.ofNullable(getHeader(header)).stream().toList();
  }

  @Override
  public Collection<String> getHeaderNames() {
    return List.copyOf(headers.keySet());
  }
}
