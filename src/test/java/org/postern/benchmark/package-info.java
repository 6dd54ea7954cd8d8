/** What measures Postern, or any other token endpoint: see docs/performance.md. */
package org.postern.benchmark;
