package org.postern.setup;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.logging.Logger;
import org.postern.config.PosternConfig;
import org.postern.setting.ConfigurationException;
import org.postern.store.DatabaseFiles;
import org.postern.store.SetupStore;

/**
 * Runs the steps before the first request, in order. The server accepts requests only when the
 * deployment is complete, and a failure here stops the deployment.
 */
@ApplicationScoped
public class StartUp {

  private static final Logger LOG = Logger.getLogger(StartUp.class.getName());

  private final Provider<PosternConfig> config;
  private final Migrations migrations;
  private final DatabaseSettings databaseSettings;
  private final DatabaseFiles databaseFiles;
  private final SearchTexts searchTexts;
  private final RetiredIdentifiers retiredIdentifiers;
  private final SetupStore store;
  private final KeyInstallation keyInstallation;
  private final InitialData initialData;
  private final FirstStart firstStart;

  /** For the proxy only. */
  protected StartUp() {
    this(null, null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public StartUp(
      Provider<PosternConfig> config,
      Migrations migrations,
      DatabaseSettings databaseSettings,
      DatabaseFiles databaseFiles,
      SearchTexts searchTexts,
      RetiredIdentifiers retiredIdentifiers,
      SetupStore store,
      KeyInstallation keyInstallation,
      InitialData initialData,
      FirstStart firstStart) {
    this.config = config;
    this.migrations = migrations;
    this.databaseSettings = databaseSettings;
    this.databaseFiles = databaseFiles;
    this.searchTexts = searchTexts;
    this.retiredIdentifiers = retiredIdentifiers;
    this.store = store;
    this.keyInstallation = keyInstallation;
    this.initialData = initialData;
    this.firstStart = firstStart;
  }

  // Runs before every other observer, because they may use the database.
  void start(@Observes @Priority(1) Startup event) {
    try {
      requireConfiguration();
      databaseSettings.require();
      databaseFiles.protect();
      migrations.migrate();
      searchTexts.complete();
      retiredIdentifiers.complete();
      readEveryEntity();
      keyInstallation.install();
      initialData.apply();
      firstStart.apply();
      printDemo();
    } catch (RuntimeException e) {
      StartUpException failure =
          e instanceof StartUpException known
              ? known
              : new StartUpException("A step of start-up failed: " + e, e);
      LOG.severe("Postern does not start. " + failure.getMessage());
      throw failure;
    }
  }

  // Creating the bean reads every setting. The call makes the container create it.
  private void requireConfiguration() {
    try {
      config.get().issuer();
    } catch (RuntimeException e) {
      throw configurationFailure(e);
    }
  }

  // The container wraps an exception of a bean's constructor.
  private static StartUpException configurationFailure(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException) {
        return new StartUpException(cause.getMessage());
      }
    }
    return new StartUpException("The configuration cannot be read", failure);
  }

  private void readEveryEntity() {
    try {
      store.readEveryEntity();
    } catch (RuntimeException e) {
      throw new StartUpException("The tables do not fit this version: " + e.getMessage(), e);
    }
  }

  private void printDemo() {
    if (initialData.isDemo()) {
      LOG.info(
          () ->
              "The demo data is for trying Postern out, never for production. Lines to paste:\n\n"
                  + CurlSession.lines(config.get().issuer())
                  + "\nThe console, for admin with adminpass-demo: "
                  + config.get().issuer()
                  + "/console/\n");
    }
  }
}
