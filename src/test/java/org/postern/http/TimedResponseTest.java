package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.Fakes;

class TimedResponseTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration NONE = Duration.ofNanos(-1);

  /** The length of each part that was passed on. */
  private final List<Integer> parts = new ArrayList<>();

  private boolean broken;

  private TimedResponse response(Duration patience) {
    ServletOutputStream out =
        new ServletOutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[1], 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (broken) {
              throw new IOException("Broken pipe");
            }
            parts.add(length);
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
          }
        };
    return new TimedResponse(
        Fakes.answering(
            HttpServletResponse.class,
            Map.of(
                "getOutputStream",
                none -> out,
                "getWriter",
                none -> new PrintWriter(out, false, StandardCharsets.UTF_8))),
        patience);
  }

  @Test
  void handsOnInParts() throws IOException {
    response(HOUR).getOutputStream().write(new byte[40_000]);

    assertEquals(List.of(16_384, 16_384, 7_232), parts);
  }

  @Test
  void boundsTheWholeTime() throws IOException {
    OutputStream out = response(NONE).getOutputStream();

    assertThrows(CallerGoneException.class, () -> out.write(new byte[40_000]));

    // The limit is checked after the first part, which only the server's own time-out bounds.
    assertEquals(List.of(16_384), parts);
  }

  @Test
  void boundsTheWholeTimeOfAPageToo() throws IOException {
    PrintWriter slow = response(NONE).getWriter();
    PrintWriter fast = response(HOUR).getWriter();

    slow.write("x");
    fast.write("x");

    assertTrue(slow.checkError());
    assertEquals(false, fast.checkError());
  }

  @Test
  void tellsABrokenConnectionFromAFault() throws IOException {
    broken = true;

    CallerGoneException gone =
        assertThrows(
            CallerGoneException.class, () -> response(HOUR).getOutputStream().write(new byte[1]));

    assertTrue(CallerGoneException.isCauseOf(new IllegalStateException(gone)));
    assertEquals(false, CallerGoneException.isCauseOf(new IOException("Disk")));
  }
}
