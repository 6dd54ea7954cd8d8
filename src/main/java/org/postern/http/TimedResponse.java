package org.postern.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;

/**
 * An answer that the caller has to take as a whole within a time, which begins with the first byte.
 * A server limits only the time in which a caller takes nothing at all, so a caller who takes a
 * byte now and then would occupy a thread forever. One write may take as long as the server waits.
 */
final class TimedResponse extends HttpServletResponseWrapper {

  /**
   * The most bytes or characters of one write to the server, so that the time is checked between
   * parts of a long answer.
   */
  private static final int PART = 16_384;

  private final long patienceNanos;
  private ServletOutputStream stream;
  private PrintWriter writer;
  private boolean begun;
  private long start;

  TimedResponse(HttpServletResponse response, Duration patience) {
    super(response);
    this.patienceNanos = patience.toNanos();
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new TimedStream(super.getOutputStream());
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new PrintWriter(new TimedWriter(super.getWriter()));
    }
    return writer;
  }

  private void check() throws CallerGoneException {
    long now = System.nanoTime();
    if (!begun) {
      begun = true;
      start = now;
    } else if (now - start > patienceNanos) {
      throw new CallerGoneException("The answer was not taken in time", null);
    }
  }

  private static CallerGoneException gone(IOException failure) {
    return new CallerGoneException("The answer cannot be sent", failure);
  }

  private final class TimedStream extends ServletOutputStream {

    private final ServletOutputStream out;

    private TimedStream(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int done = 0; done < length; done += PART) {
        check();
        try {
          out.write(bytes, offset + done, Math.min(PART, length - done));
        } catch (IOException e) {
          throw gone(e);
        }
      }
    }

    @Override
    public void flush() throws IOException {
      check();
      try {
        out.flush();
      } catch (IOException e) {
        throw gone(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw gone(e);
      }
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }

  private final class TimedWriter extends Writer {

    private final PrintWriter out;

    private TimedWriter(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      for (int done = 0; done < length; done += PART) {
        check();
        out.write(text, offset + done, Math.min(PART, length - done));
      }
    }

    // This does not call checkError, because checkError would flush text that is buffered for a
    // larger write.
    @Override
    public void flush() throws IOException {
      check();
      out.flush();
    }

    @Override
    public void close() {
      out.close();
    }
  }
}
