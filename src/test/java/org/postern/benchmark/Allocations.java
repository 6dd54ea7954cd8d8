package org.postern.benchmark;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The bytes that the living threads of another JVM have allocated, by attaching to it. */
final class Allocations implements AutoCloseable {

  private final JMXConnector connector;
  private final MBeanServerConnection server;
  private final ObjectName threads;

  /** Attaches to the JVM of the same user with this process id. */
  @SuppressWarnings("BanJNDI") // The address comes from a process of the same user.
  Allocations(long pid) throws IOException, JMException {
    VirtualMachine machine;
    try {
      machine = VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException e) {
      throw new IOException(e);
    }
    try {
      connector =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
    } finally {
      machine.detach();
    }
    server = connector.getMBeanServerConnection();
    threads = new ObjectName("java.lang:type=Threading");
  }

  /** The bytes that each running thread has allocated so far, by thread id. */
  Map<Long, Long> byThread() throws IOException, JMException {
    long[] ids = (long[]) server.getAttribute(threads, "AllThreadIds");
    long[] each =
        (long[])
            server.invoke(
                threads,
                "getThreadAllocatedBytes",
                new Object[] {ids},
                new String[] {long[].class.getName()});
    Map<Long, Long> all = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      // -1 for a thread that has just ended.
      all.put(ids[i], Math.max(0, each[i]));
    }
    return all;
  }

  /** The bytes that were allocated between two readings, by the threads of the later one. */
  static long between(Map<Long, Long> before, Map<Long, Long> after) {
    return after.entrySet().stream()
        .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
        .sum();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
