/**
 * Bind, execute and translate, on Spring JDBC.
 */
@NullMarked
package io.asyncorm.jdbc;

import org.jspecify.annotations.NullMarked;
