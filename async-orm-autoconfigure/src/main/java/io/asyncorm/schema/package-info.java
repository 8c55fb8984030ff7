/**
 * Generates the tables of models (DDL).
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.schema;

import org.jspecify.annotations.NullMarked;
