/**
 * Resolves what users wrote against the models: names to fields and joins, values to the
 * types of the fields, and each method of a query set to an edit of its state.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.resolution;

import org.jspecify.annotations.NullMarked;
