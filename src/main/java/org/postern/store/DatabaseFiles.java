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
 * The files of an H2 database, which contain hashes and perhaps the key. H2 creates them with the
 * permissions of the server's umask, which often lets every user of the machine read them.
 */
@ApplicationScoped
public class DatabaseFiles {

  private static final Logger LOG = Logger.getLogger(DatabaseFiles.class.getName());
  private static final String PATH = "select database_path()";

  // A prefix in the path that H2 reports. It states how H2 accesses the file.
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
   * Removes the permissions of all users except the one that runs the server, from the files and,
   * if it contains nothing else, from the directory. If the directory stays open, the method also
   * creates the file for H2's error messages, because H2 would create it later with the permissions
   * of the umask. Does nothing for another database product, for a database in memory, and for file
   * systems without such permissions.
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

  /** Tells whether H2 uses a file that is closed when a thread is interrupted. */
  public boolean isClosedByInterrupts() {
    return closedByInterrupts;
  }

  /**
   * Returns the directory of the files if other users of the machine have any permission for it. H2
   * creates new files there.
   *
   * @return empty if they have none, or if that is not known
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

  // Finds the path of the database as H2 reports it; empty for another product and for a database
  // in memory.
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

  // Change nothing if the permissions are right already, because the file may belong to another
  // user.
  private static void set(Path file, Set<PosixFilePermission> wanted) throws IOException {
    if (!Files.getPosixFilePermissions(file).equals(wanted)) {
      Files.setPosixFilePermissions(file, wanted);
    }
  }
}
