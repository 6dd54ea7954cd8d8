/** The pages of clients, their secrets, their users and their tokens. */
package org.postern.console.client;
