/**
 * The grants. {@link org.postern.grant.Grants} finds the bean of a {@code grant_type}, and this
 * bean checks the parameters of its grant. The token endpoint then takes the steps that all grants
 * share: the gate, the choice of the scope, and the issue.
 */
package org.postern.grant;
