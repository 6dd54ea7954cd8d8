/**
 * The admin API, {@code api/admin}: JSON over HTTP for the use cases of {@code admin}, which check
 * the rights of the caller themselves. The classes of this package decide nothing.
 *
 * <p>A request passes {@link org.postern.bearer.BearerFilter}, which requires one of the three
 * scopes of administration, then a resource, and then a use case. {@link
 * org.postern.api.AdministrationMapper} turns a refusal into problem details, RFC 9457.
 *
 * <p>How to add a resource:
 *
 * <ol>
 *   <li>A class with {@code @Path("admin/...")}, {@code @ApplicationScoped} and
 *       {@code @RequiresScope(anyOf = ...)}, listed in {@code ApiApplication}. Reading takes {@code
 *       READ} and {@code ADMIN}; a method that changes something has an annotation of its own,
 *       without {@code READ}. {@code CLIENTS} is for what owners of clients may do.
 *   <li>The actor is {@code api.Callers.actor(security, request)}; the use case is marked with
 *       {@code UseCases} and checks it again.
 *   <li>A body is {@code api.Bodies.text(stream)}, read by {@code admin.common.JsonBody} with the
 *       member names of the import; unknown members and wrong types are 400, broken rules 422.
 *   <li>An update is {@code PATCH} with a merge patch (RFC 7396), in which null stands for the
 *       value that something new has. Update and deletion take {@code If-Match} through {@code
 *       Preconditions.ifMatch}; the use case locks the row and calls {@code Precondition.require}.
 *   <li>A list passes {@code new Query(uri.getQueryParameters())} to {@code ListParameters}; a
 *       store answers with {@code ListQuery}.
 *   <li>Answers come from {@code Answers}: {@code ETag} with what can be changed, {@code Location}
 *       with what was made.
 *   <li>Each resource method is described in {@code META-INF/openapi.json}.
 *   <li>Each resource method has a row in the tests' {@code AdminOperations}, which says what each
 *       role may do.
 * </ol>
 */
package org.postern.endpoint.admin;
