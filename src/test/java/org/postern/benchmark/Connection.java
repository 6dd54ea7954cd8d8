package org.postern.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection that waits for each answer. Plain sockets, because the load
 * generator shares the cores with what it measures.
 */
final class Connection implements AutoCloseable {

  private final URI origin;
  private Socket socket;
  private InputStream in;

  Connection(URI origin) {
    this.origin = origin;
  }

  /** The answer to a request. */
  record Answer(int status, String body) {

    /** A text member of a flat JSON object, without regard to escapes: tokens have none. */
    String text(String member) {
      String start = "\"" + member + "\":\"";
      int from = body.replace(" ", "").indexOf(start);
      if (from < 0) {
        throw new IllegalStateException("status " + status + " without " + member);
      }
      String rest = body.replace(" ", "").substring(from + start.length());
      return rest.substring(0, rest.indexOf('"'));
    }
  }

  Answer send(byte[] request) throws IOException {
    if (socket == null) {
      socket = new Socket(origin.getHost(), origin.getPort() < 0 ? 80 : origin.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    boolean chunked = false;
    boolean close = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String name = header.substring(0, colon);
      String value = header.substring(colon + 1).strip();
      if (name.equalsIgnoreCase("Content-Length")) {
        length = Integer.parseInt(value);
      } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
        chunked = value.equalsIgnoreCase("chunked");
      } else if (name.equalsIgnoreCase("Connection")) {
        close = value.equalsIgnoreCase("close");
      }
    }
    String body = chunked ? chunks() : bytes(length);
    if (close) {
      close();
    }
    return new Answer(status, body);
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.append(bytes(size));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toString();
  }

  private String bytes(int length) throws IOException {
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the server closed the connection");
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
