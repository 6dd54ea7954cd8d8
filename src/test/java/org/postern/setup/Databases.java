package org.postern.setup;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Databases on H2. */
final class Databases {

  private Databases() {}

  /** The database of this URL. */
  static Database of(String url) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    return new Database() {
      @Override
      public DataSource dataSource() {
        return source;
      }
    };
  }
}
