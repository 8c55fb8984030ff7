/**
 * Models to tables.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.schema;

import org.jspecify.annotations.NullMarked;
