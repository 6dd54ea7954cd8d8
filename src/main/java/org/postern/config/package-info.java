/**
 * Every setting, typed, with unit, range and default, read once through MicroProfile Config and
 * checked before anything is served; and the clock.
 */
package org.postern.config;
