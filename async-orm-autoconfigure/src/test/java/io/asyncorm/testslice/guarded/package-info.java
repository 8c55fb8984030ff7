/**
 * Tests whose statements need indexes on a large table.
 */
@NullMarked
package io.asyncorm.testslice.guarded;

import org.jspecify.annotations.NullMarked;
