package org.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class DatabaseFilesTest {

  @TempDir private Path parent;
  private Path directory;
  private Path file;

  @BeforeEach
  void create() throws Exception {
    directory = Files.createDirectory(parent.resolve("data"));
    file = directory.resolve("postern.mv.db");
    try (Connection connection = h2("file:" + directory.resolve("postern")).getConnection()) {
      assertEquals("H2", connection.getMetaData().getDatabaseProductName());
    }
    rights(file, "rw-r--r--");
    rights(directory, "rwxr-xr-x");
  }

  private static DataSource h2(String where) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + where);
    return source;
  }

  private static void rights(Path file, String rights) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static DatabaseFiles files(DataSource source) {
    return new DatabaseFiles(
        new PosternDataSource() {
          @Override
          public Optional<DataSource> find() {
            return Optional.of(source);
          }
        });
  }

  private DatabaseFiles protectedFiles() {
    return protectedFiles("file:");
  }

  private DatabaseFiles protectedFiles(String fileSystem) {
    DatabaseFiles files = files(h2(fileSystem + directory.resolve("postern")));
    files.protect();
    return files;
  }

  /** The datasources in standalone-config/ use the second file system. */
  @ParameterizedTest
  @ValueSource(strings = {"file:", "async:"})
  void belongToTheServerAlone(String fileSystem) throws IOException {
    DatabaseFiles files = protectedFiles(fileSystem);

    assertEquals("rw-------", rights(file));
    assertEquals("rwx------", rights(directory));
    assertEquals(Optional.empty(), files.openDirectory());
  }

  /** Other programs that use the directory must keep their access. */
  @Test
  void leaveADirectoryOpenInWhichOthersAre() throws IOException {
    Path other = Files.writeString(directory.resolve("posternal.txt"), "another's");
    rights(other, "rw-r--r--");

    DatabaseFiles files = protectedFiles();

    assertEquals("rw-------", rights(file));
    assertEquals("rw-r--r--", rights(other));
    assertEquals("rwxr-xr-x", rights(directory));
    assertEquals(Optional.of(directory), files.openDirectory());
    rights(directory, "rwx------");
    assertEquals(Optional.empty(), files.openDirectory());
  }

  /** H2 makes it when the first error comes, with the rights of the umask. */
  @Test
  void includeThatOfErrorsInASharedDirectory() throws Exception {
    Path trace = directory.resolve("postern.trace.db");
    Files.writeString(directory.resolve("other.txt"), "another's");

    protectedFiles();
    String made = rights(trace);
    String options = ";TRACE_LEVEL_FILE=3";
    try (Connection connection =
        h2("file:" + directory.resolve("postern") + options).getConnection()) {
      assertEquals("H2", connection.getMetaData().getDatabaseProductName());
    }

    assertTrue(Files.size(trace) > 0);
    assertEquals(List.of("rw-------", "rw-------"), List.of(made, rights(trace)));
  }

  @Test
  void needNoneOfErrorsInADirectoryOfTheirOwn() {
    protectedFiles();

    assertFalse(Files.exists(directory.resolve("postern.trace.db")));
  }

  @ParameterizedTest
  @CsvSource({"file:, true", "async:, false"})
  void areClosedByInterruptsUnlessReadByAsync(String fileSystem, boolean isClosed) {
    assertEquals(isClosed, protectedFiles(fileSystem).isClosedByInterrupts());
  }

  @Test
  void areNoneInMemory() throws SQLException {
    DataSource memory = h2("mem:files");
    try (Connection held = memory.getConnection()) {
      DatabaseFiles files = files(memory);

      files.protect();

      assertEquals(Optional.empty(), files.openDirectory());
      assertFalse(files.isClosedByInterrupts());
      assertEquals("H2", held.getMetaData().getDatabaseProductName());
    }
  }
}
