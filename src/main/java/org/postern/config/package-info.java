/**
 * All settings with type, unit, range and default, and the clock. The settings are read once
 * through MicroProfile Config and checked before the first request.
 */
package org.postern.config;
