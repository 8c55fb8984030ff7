/**
 * What users hold: query sets, rows, references to related objects, results and
 * exceptions.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.query;

import org.jspecify.annotations.NullMarked;
