package org.postern.console.frame;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The answer with a script or a style sheet of Faces. It is kept until it is complete, and then
 * sent with its length. Faces states no length, so a browser would cache an incomplete file if the
 * connection breaks.
 */
final class ResourceResponse extends HttpServletResponseWrapper {

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private ServletOutputStream stream;

  ResourceResponse(HttpServletResponse response) {
    super(response);
  }

  /** Sends the content; does nothing if no content was written or the answer was sent already. */
  void send() throws IOException {
    if (stream != null && !isCommitted()) {
      setContentLength(content.size());
      content.writeTo(super.getOutputStream());
    }
  }

  @Override
  public ServletOutputStream getOutputStream() {
    if (stream == null) {
      stream = new Kept();
    }
    return stream;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    content.reset();
  }

  @Override
  public void reset() {
    super.reset();
    content.reset();
  }

  @Override
  public void flushBuffer() {
    // Ignored, because the content is sent only when it is complete.
  }

  // Ignore a length that differs from the content so far.
  @Override
  public void setContentLength(int length) {
    if (length == content.size()) {
      super.setContentLength(length);
    }
  }

  @Override
  public void setContentLengthLong(long length) {
    if (length == content.size()) {
      super.setContentLengthLong(length);
    }
  }

  private final class Kept extends ServletOutputStream {

    @Override
    public void write(int b) {
      content.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      content.write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
