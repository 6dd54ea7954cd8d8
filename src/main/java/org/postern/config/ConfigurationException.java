package org.postern.config;

/** A setting cannot be used; the message names key, value and range. Stops the deployment. */
public class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The value must not be a secret. */
  public ConfigurationException(String key, String value, String range) {
    super(key + " is '" + value + "', but must be " + range);
  }
}
