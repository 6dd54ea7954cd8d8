package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The files of an H2 database, which hold hashes and maybe the key. H2 creates them with the rights
 * that the server's umask leaves, often so that everybody on the machine may read them.
 */
@ApplicationScoped
public class DatabaseFiles {

  private static final Logger LOG = Logger.getLogger(DatabaseFiles.class.getName());
  private static final String PATH = "select database_path()";

  // How H2 reads and writes the file, which it tells as a part of the path.
  private static final String ASYNC = "async:";

  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final PosternDataSource source;
  private volatile Optional<Path> database = Optional.empty();
  private volatile boolean closedByInterrupts;

  /** For the proxy only. */
  protected DatabaseFiles() {
    this(null);
  }

  @Inject
  public DatabaseFiles(PosternDataSource source) {
    this.source = source;
  }

  /**
   * Takes the files from everybody but the user that the server runs as, and the directory too if
   * nothing else is in it. Else it makes the file in which H2 writes errors, as H2 makes it when
   * the first one comes. Does nothing for another database, one in memory, and where files have no
   * such rights.
   */
  public void protect() {
    Optional<String> place = find();
    closedByInterrupts = place.filter(text -> !text.startsWith(ASYNC)).isPresent();
    database = place.filter(text -> hasRights()).map(DatabaseFiles::path);
    database.ifPresent(
        path -> {
          try {
            boolean alone = true;
            for (Path file : list(path.getParent())) {
              if (isOf(path, file)) {
                set(file, OWNER_FILE);
              } else {
                alone = false;
              }
            }
            if (alone) {
              set(path.getParent(), OWNER_DIRECTORY);
            } else {
              makeTrace(path);
            }
          } catch (IOException e) {
            LOG.log(Level.WARNING, "The rights of the files of the database stay as they are", e);
          }
        });
  }

  /** Whether H2 has the database in a file that the interrupt of a thread closes. */
  public boolean isClosedByInterrupts() {
    return closedByInterrupts;
  }

  /**
   * The directory of the files, in which H2 makes new ones, if other users of the machine have any
   * right to it.
   *
   * @return empty if they have none, or if nothing can be said
   */
  public Optional<Path> openDirectory() {
    return database.map(Path::getParent).filter(DatabaseFiles::isOpen);
  }

  private static boolean isOpen(Path directory) {
    try {
      Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(directory));
      rights.retainAll(OTHERS);
      return !rights.isEmpty();
    } catch (IOException e) {
      LOG.log(Level.FINE, "The rights of the directory of the database are not known", e);
      return false;
    }
  }

  private static boolean hasRights() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static Path path(String place) {
    String path = place.startsWith(ASYNC) ? place.substring(ASYNC.length()) : place;
    return Path.of(path).toAbsolutePath();
  }

  // The path of the database as H2 tells it; empty for another one and for one in memory.
  private Optional<String> find() {
    Optional<DataSource> found = source.find();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = found.get().getConnection()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
        return Optional.empty();
      }
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(PATH)) {
        return Optional.ofNullable(result.next() ? result.getString(1) : null);
      }
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The place of the database's files is not known", e);
      return Optional.empty();
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static boolean isOf(Path database, Path file) {
    return file.getFileName().toString().startsWith(database.getFileName() + ".");
  }

  private static void makeTrace(Path database) throws IOException {
    Path trace = database.resolveSibling(database.getFileName() + ".trace.db");
    if (!Files.exists(trace)) {
      Files.createFile(trace, PosixFilePermissions.asFileAttribute(OWNER_FILE));
    }
  }

  // What is right already may be another user's.
  private static void set(Path file, Set<PosixFilePermission> wanted) throws IOException {
    if (!Files.getPosixFilePermissions(file).equals(wanted)) {
      Files.setPosixFilePermissions(file, wanted);
    }
  }
}
