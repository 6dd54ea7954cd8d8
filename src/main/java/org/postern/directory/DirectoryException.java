package org.postern.directory;

/** The directory gives no usable answer, so it is unknown whether a password is right. */
public final class DirectoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
