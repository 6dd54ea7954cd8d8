package org.postern.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.postern.it.Postern.Answer;

/**
 * A connection that sends many requests byte for byte, and that is opened again if the server has
 * closed it.
 */
final class RawConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int CONTINUE = 100;

  private final URI server;
  private Socket socket;
  private InputStream in;

  RawConnection(URI server) {
    this.server = server;
  }

  /**
   * Sends and reads one answer.
   *
   * @param bodiless whether the answer to this method has no body
   * @param last whether nothing more is sent, which the server can notice
   * @throws EOFException if the connection ends before the answer does
   */
  Answer exchange(byte[] request, boolean bodiless, boolean last) throws IOException {
    boolean reused = socket != null;
    try {
      return send(request, bodiless, last);
    } catch (IOException e) {
      close();
      if (!reused || e instanceof SocketTimeoutException) {
        throw e;
      }
      // The server may have closed the connection in the meantime, so the request is repeated on a
      // new one.
      return send(request, bodiless, last);
    }
  }

  private Answer send(byte[] request, boolean bodiless, boolean last) throws IOException {
    if (socket == null) {
      socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }
    socket.getOutputStream().write(request);
    if (last) {
      socket.shutdownOutput();
    }
    Answer answer = read(bodiless);
    while (answer.status() == CONTINUE) {
      answer = read(bodiless);
    }
    // The connection is closed after HEAD too, because a body that a server sends by mistake would
    // be read as the next answer.
    if (last || bodiless || answer.header("connection").orElse("").equalsIgnoreCase("close")) {
      close();
    }
    return answer;
  }

  private Answer read(boolean bodiless) throws IOException {
    String statusLine = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    int status = Integer.parseInt(statusLine.split(" ", -1)[1]);
    boolean empty = bodiless || status < 200 || status == 204 || status == 304;
    byte[] body = empty ? new byte[0] : body(headers);
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return in.readNBytes(Integer.parseInt(headers.get("content-length")));
    }
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      byte[] body = in.readAllBytes();
      close();
      return body;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.writeBytes(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The answer ends after: " + line);
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /** Closes the connection; the next request opens another one. */
  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
