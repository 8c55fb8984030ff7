/**
 * Random query sets over the bookshop, each held against an evaluation in memory of the
 * same predicate over the same rows.
 */
@NullMarked
package io.asyncorm.fuzz;

import org.jspecify.annotations.NullMarked;
