package org.postern.guest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Lists no classes: the server finds the resource here and the filter in the jar. */
@ApplicationPath("api")
public class GuestApplication extends Application {}
