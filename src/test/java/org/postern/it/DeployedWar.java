package org.postern.it;

import java.io.File;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deploys the built WAR, byte for byte, with the test-only classes beside its own. */
@ExtendWith({ManagedDatabase.class, ArquillianExtension.class})
abstract class DeployedWar {

  /** The name of the deployment. */
  static final String NAME = "postern.war";

  @Deployment(testable = false)
  static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, NAME)
        .importFrom(new File(System.getProperty("it.war")))
        .as(WebArchive.class)
        .addPackage("org.postern.testing");
  }

  /** The same as a file, for a {@link Server}. */
  static Path file() {
    Path file = Path.of(System.getProperty("it.war")).resolveSibling("postern-with-controls.war");
    war().as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }
}
