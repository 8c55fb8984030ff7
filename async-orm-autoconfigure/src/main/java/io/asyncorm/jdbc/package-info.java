/**
 * Executes operations on Spring JDBC: binds values, runs and logs statements, reads rows
 * and translates errors.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.jdbc;

import org.jspecify.annotations.NullMarked;
