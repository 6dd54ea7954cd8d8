package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.http.RequestBody.Fault;

class RequestBodyTest {

  private static final Duration HOUR = Duration.ofHours(1);

  /** A limit that is exceeded as soon as one read has returned. */
  private static final Duration NONE = Duration.ofNanos(-1);

  private static final int MOST = 10_000;

  @ParameterizedTest(name = "{0} bytes, of which {1} are announced")
  @CsvSource({"0, -1", "1, 1", "1, -1", "1024, -1", "5000, 5000", "10000, 10000", "10000, -1"})
  void readsToTheEnd(int length, long announced) {
    RequestBody body = RequestBody.read(bytes(length), announced, MOST, HOUR);

    assertEquals(Optional.empty(), body.fault());
    assertArrayEquals(bytes(length).readAllBytes(), body.require());
  }

  private static ByteArrayInputStream bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return new ByteArrayInputStream(bytes);
  }

  @Test
  void doesNotReadWhatAnnouncesTooMuch() {
    ByteArrayInputStream in = bytes(MOST + 1);

    RequestBody body = RequestBody.read(in, MOST + 1, MOST, HOUR);

    assertRefused(body, Fault.TOO_LARGE, 413, "The body is larger than 10000 bytes");
    assertEquals(MOST + 1, in.available());
  }

  @Test
  void readsNoMoreThanOneByteTooMany() {
    ByteArrayInputStream in = bytes(2 * MOST);

    RequestBody body = RequestBody.read(in, -1, MOST, HOUR);

    assertRefused(body, Fault.TOO_LARGE, 413, "The body is larger than 10000 bytes");
    assertEquals(MOST - 1, in.available());
  }

  // The sender sends one byte at a time, and the server's own time-out starts again with each byte.
  @Test
  void boundsTheWholeTime() {
    Dripping in = new Dripping();

    RequestBody body = RequestBody.read(in, -1, MOST, NONE);

    assertRefused(body, Fault.TOO_SLOW, 408, "The body was not complete in time");
    assertEquals(1, in.count);
  }

  @Test
  void isNotTooSlowAtItsEnd() {
    RequestBody body = RequestBody.read(bytes(7), 7, MOST, NONE);

    assertEquals(7, body.require().length);
  }

  @Test
  void tellsOfABodyThatBreaksOff() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Connection reset");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };

    assertRefused(
        RequestBody.read(broken, -1, MOST, HOUR), Fault.BROKEN, 400, "The body cannot be read");
  }

  private static void assertRefused(RequestBody body, Fault fault, int status, String text) {
    ProblemException refusal = assertThrows(ProblemException.class, body::require);

    assertEquals(Optional.of(fault), body.fault());
    assertEquals(status, refusal.status());
    assertEquals(text, refusal.getMessage());
    assertEquals(0, body.bytes().length);
  }

  private static final class Dripping extends InputStream {

    private int count;

    @Override
    public int read() {
      count++;
      return 'x';
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      into[offset] = (byte) read();
      return 1;
    }
  }
}
