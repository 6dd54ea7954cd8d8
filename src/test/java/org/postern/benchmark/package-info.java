/** Benchmarks of Postern or of any other token endpoint; see docs/performance.md. */
package org.postern.benchmark;
