package org.postern.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Reads the CPU time of a process with its children, and its memory, from Linux. Unlike throughput,
 * CPU time hardly depends on what else the machine does.
 */
public final class Processes {

  private static final long TICKS_PER_SECOND = 100;

  private Processes() {}

  /** User and system time of the process, of its running children and of those that ended. */
  public static Duration cpu(long pid) {
    long ticks = ticks(pid, 4);
    List<Long> children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .map(ProcessHandle::pid)
            .toList();
    for (long child : children) {
      ticks += ticks(child, 2);
    }
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  // The fields utime, stime, cutime, cstime of proc(5), which begin at the 14th.
  private static long ticks(long pid, int fields) {
    String stat = read(pid, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = 0; i < fields; i++) {
      ticks += Long.parseLong(behindName[11 + i]);
    }
    return ticks;
  }

  /** Resident memory in MB. */
  static long residentMegabytes(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
