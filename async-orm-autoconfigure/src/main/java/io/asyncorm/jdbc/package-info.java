/**
 * Bind, execute and translate, on Spring JDBC.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.jdbc;

import org.jspecify.annotations.NullMarked;
