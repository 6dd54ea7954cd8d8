package org.postern.directory;

/** The directory does not answer, or not as it must: nobody can say whether a password is right. */
public final class DirectoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
