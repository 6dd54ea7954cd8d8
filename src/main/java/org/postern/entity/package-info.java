/**
 * The JPA entities: plain {@code varchar}, {@code bigint} and {@code boolean} columns, times as
 * microseconds, no type of a persistence provider, so that the same WAR runs on Hibernate and on
 * EclipseLink. Entities change by named methods only; queries are named and sit on their entity.
 */
package org.postern.entity;
