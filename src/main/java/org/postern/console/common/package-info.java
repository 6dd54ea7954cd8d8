/**
 * What the pages of the console share: the signed-in user, messages, forms and lists.
 *
 * <p>The console: Jakarta Faces pages for the use cases of {@code admin}. Beans contain no rules.
 * They convert forms to the records of the use cases and back.
 *
 * <p>A request passes these classes in order. {@link org.postern.console.frame.ConsoleFilter} sets
 * headers, refuses foreign origins, asks {@link org.postern.console.frame.ConsoleSessions} for the
 * signed-in user, and redirects to the sign-in page if there is none. Then the page and its bean
 * run. The bean asks {@link org.postern.console.common.Viewer} for the user and shows messages
 * through {@link org.postern.console.common.Notices}.
 */
package org.postern.console.common;
