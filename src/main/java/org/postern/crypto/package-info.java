/**
 * Random values, digests and keyed hashes; the only package that knows {@code javax.crypto} and the
 * password hash.
 */
package org.postern.crypto;
