package org.postern.console;

/** Texts of printable ASCII characters as literals of the languages that examples are in. */
final class Quoting {

  private Quoting() {}

  /** For a POSIX shell: nothing has a meaning between apostrophes. */
  static String shell(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** For Java, C# and Python, whose literals escape a quotation mark and a backslash alike. */
  static String code(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** For PowerShell: between apostrophes nothing has a meaning but they themselves. */
  static String powerShell(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
