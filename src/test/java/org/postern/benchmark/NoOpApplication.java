package org.postern.benchmark;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The floor of the benchmark: what the same server needs for an answer without any work. */
@ApplicationPath("/")
public class NoOpApplication extends Application {}
