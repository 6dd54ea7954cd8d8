/**
 * The JPA entities. They use plain {@code varchar}, {@code bigint} and {@code boolean} columns,
 * store times as microseconds, and use no type of a persistence provider, so that the same WAR runs
 * with Hibernate and EclipseLink. Entities change only through named methods. Queries are named and
 * are declared on their entity.
 */
package org.postern.entity;
