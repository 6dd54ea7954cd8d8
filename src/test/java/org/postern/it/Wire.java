package org.postern.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line to a port of a node. It can be cut: connections then stay open, but everything that is
 * sent on them is lost silently.
 */
final class Wire implements AutoCloseable {

  private final ServerSocket near;
  private final int target;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** A line from this port of this machine to that one. */
  Wire(int port, int target) throws IOException {
    this.near = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    start(this::accept);
  }

  void cut() {
    cut = true;
  }

  /** Repairs the line. Open connections are closed, because bytes are missing on them. */
  void mend() {
    cut = false;
    connections.forEach(Wire::close);
    connections.clear();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!near.isClosed()) {
      try {
        Socket in = near.accept();
        connections.add(in);
        connect(in);
      } catch (IOException e) {
        // The node does not run, or the line is being removed.
      }
    }
  }

  private void connect(Socket in) throws IOException {
    try {
      Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
      connections.add(out);
      start(() -> pump(in, out));
      start(() -> pump(out, in));
    } catch (IOException e) {
      close(in);
      throw e;
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!cut) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException e) {
      // One of the two ends has closed the connection.
    }
    if (!cut) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    near.close();
    mend();
  }
}
