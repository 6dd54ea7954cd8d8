/**
 * Reads texts of the configuration as values of a type and a range. Postern and an application that
 * it protects both do so, and nothing here says which settings there are.
 */
package org.postern.setting;
