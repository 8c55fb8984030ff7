/**
 * Query sets, immutable and lazy, and the operations they hand to the two ports.
 */
@NullMarked
package io.asyncorm.query;

import org.jspecify.annotations.NullMarked;
