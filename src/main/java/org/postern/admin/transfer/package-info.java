/**
 * Import and export of scopes, users and clients. {@link
 * org.postern.admin.transfer.ConfigurationImport} lets {@code ImportReader} read the text, hashes
 * the passwords outside the transaction, and passes both to {@link
 * org.postern.admin.transfer.ImportAdministration}, which does all changes in one transaction.
 */
package org.postern.admin.transfer;
