/**
 * Random values, digests and keyed hashes. Only this package uses {@code javax.crypto} and the
 * library of the password hash.
 */
package org.postern.crypto;
