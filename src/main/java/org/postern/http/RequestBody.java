package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The body of a request, which is read to its end before anything is decided. So a slow body delays
 * no decision that has already begun. The time for the whole body is limited, because a server
 * limits only the time between two bytes. RFC 9110 §15.5.9, §15.5.14.
 */
public final class RequestBody {

  /** The request attribute that is set if the body, if there is one, will be read later. */
  static final String UNREAD = "org.postern.body.unread";

  private static final String ATTRIBUTE = "org.postern.body";

  private static final int FIRST_BYTES = 1_024;

  private static final byte[] NOTHING = {};
  private static final RequestBody NONE = new RequestBody(NOTHING, null, 0);

  /** Why a body is incomplete. */
  public enum Fault {
    /** It is longer than allowed. */
    TOO_LARGE(413, "The body is larger than "),
    /** It was not complete in time. */
    TOO_SLOW(408, "The body was not complete in time"),
    /** The connection ended before the body did, or its chunks cannot be read. */
    BROKEN(400, "The body cannot be read");

    private final int status;
    private final String text;

    Fault(int status, String text) {
      this.status = status;
      this.text = text;
    }

    /** The HTTP status of the refusal. */
    public int status() {
      return status;
    }
  }

  private final byte[] bytes;
  private final Fault fault;
  private final int maxBytes;

  private RequestBody(byte[] bytes, Fault fault, int maxBytes) {
    this.bytes = bytes;
    this.fault = fault;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads a body to its end.
   *
   * @param announced the length that the request states; negative if it states none
   * @param maxBytes the largest length in bytes; a body that announces more is not read
   * @param patience how long the whole body may take. One read may take as long as the server waits
   *     for a byte, and a body that is complete is never too slow
   */
  public static RequestBody read(InputStream in, long announced, int maxBytes, Duration patience) {
    if (announced > maxBytes) {
      return new RequestBody(NOTHING, Fault.TOO_LARGE, maxBytes);
    }
    long start = System.nanoTime();
    byte[] bytes = new byte[announced >= 0 ? (int) announced + 1 : FIRST_BYTES];
    int length = 0;
    try {
      while (true) {
        int count = in.read(bytes, length, bytes.length - length);
        if (count < 0) {
          return new RequestBody(Arrays.copyOf(bytes, length), null, maxBytes);
        }
        length += count;
        if (length > maxBytes) {
          return new RequestBody(NOTHING, Fault.TOO_LARGE, maxBytes);
        }
        if (length == announced) {
          return new RequestBody(Arrays.copyOf(bytes, length), null, maxBytes);
        }
        if (System.nanoTime() - start > patience.toNanos()) {
          return new RequestBody(NOTHING, Fault.TOO_SLOW, maxBytes);
        }
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, maxBytes + 1L));
        }
      }
    } catch (IOException e) {
      return new RequestBody(NOTHING, Fault.BROKEN, maxBytes);
    }
  }

  /**
   * Keeps the body in the request for the code that decides.
   *
   * @param attributes sets an attribute of the request by its name
   */
  void keepIn(BiConsumer<String, Object> attributes) {
    attributes.accept(ATTRIBUTE, this);
  }

  /** The body that {@link TransportFilter} has read; without bytes if it has read none. */
  public static RequestBody of(HttpServletRequest request) {
    return of(request::getAttribute);
  }

  /**
   * The body in the properties of a JAX-RS request, which are the attributes of the servlet
   * request.
   */
  static RequestBody of(Function<String, Object> attributes) {
    RequestBody body = (RequestBody) attributes.apply(ATTRIBUTE);
    return body == null ? NONE : body;
  }

  /** Why the body is incomplete; empty if it is complete. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /** The bytes of the body; none if it is incomplete. The caller must not change the array. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns the bytes of a complete body.
   *
   * @throws ProblemException 413, 408 or 400 if the body is incomplete
   */
  public byte[] require() {
    if (fault != null) {
      throw new ProblemException(
          fault.status, fault == Fault.TOO_LARGE ? fault.text + maxBytes + " bytes" : fault.text);
    }
    return bytes;
  }
}
