package org.postern.setting;

/** A setting is invalid, which stops the deployment. The message names key, value and range. */
public class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. The value must not be a secret. */
  public ConfigurationException(String key, String value, String range) {
    super(key + " is '" + value + "', but must be " + range);
  }
}
