/**
 * The grants. {@link org.postern.grant.Grants} finds the bean of a {@code grant_type}; the bean
 * decides from its own parameters alone and writes nothing. What all grants share, the gate, the
 * scope and the issue, runs after it in the token endpoint. A new grant is one class here.
 */
package org.postern.grant;
