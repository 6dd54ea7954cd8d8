/** Holds the documents against the project: links, names of files and classes, the index. */
package org.postern.documents;
