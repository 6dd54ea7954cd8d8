/**
 * The administration console: Jakarta Faces over the use cases of {@code admin}. Beans hold no
 * rules; they turn forms into the records of the use cases and back.
 *
 * <p>In the order in which a request meets them: {@link org.postern.console.ConsoleFilter} sets
 * headers, refuses foreign origins, asks {@link org.postern.console.ConsoleSessions} who is signed
 * in and leads to the sign-in page; then comes the page with its bean, which asks {@link
 * org.postern.console.Viewer} who looks and answers through {@link org.postern.console.Notices}.
 */
package org.postern.console;
