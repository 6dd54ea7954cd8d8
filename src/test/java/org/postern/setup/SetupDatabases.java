package org.postern.setup;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Databases for the classes of this package, without a server around them. */
final class SetupDatabases {

  private SetupDatabases() {}

  /** The H2 database of this URL. */
  static Database of(String url) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    return of(source);
  }

  /** The database of this source. */
  static Database of(DataSource source) {
    return new Database() {
      @Override
      public DataSource dataSource() {
        return source;
      }
    };
  }
}
