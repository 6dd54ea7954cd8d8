package org.postern.benchmark;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The lower bound of the benchmark: the cost of an answer of the same server without any work. */
@ApplicationPath("/")
public class NoOpApplication extends Application {}
