/**
 * The types of columns: one table with the Java class, the SQL type, and how values are
 * read, bound and parsed.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.type;

import org.jspecify.annotations.NullMarked;
