package org.postern.console;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A script or a style sheet of Faces, which is kept until it is whole and then sent with its
 * length. Faces tells none, so a browser would keep a part of it for the whole when the connection
 * ends before.
 */
final class ResourceResponse extends HttpServletResponseWrapper {

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private ServletOutputStream stream;

  ResourceResponse(HttpServletResponse response) {
    super(response);
  }

  /** Sends what was written; nothing if it was answered otherwise. */
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
    // When it is whole.
  }

  // As long as it is not known to be right.
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
