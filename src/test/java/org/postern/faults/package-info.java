/**
 * A JDBC driver in front of that of H2 or PostgreSQL that fails when a test says so. It becomes a
 * module of the server under test, beside the WAR and never in it; tests command it through system
 * properties of that server.
 */
package org.postern.faults;
