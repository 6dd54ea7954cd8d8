package org.postern.console.client;

/** Writes texts of printable ASCII characters as literals in the languages of the examples. */
final class Quoting {

  private Quoting() {}

  /** Quotes for a POSIX shell, where no character is special between apostrophes. */
  static String shell(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /**
   * Quotes for Java, C# and Python, which escape a quotation mark and a backslash in the same way.
   */
  static String code(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Quotes for PowerShell, where only the apostrophe is special between apostrophes. */
  static String powerShell(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
