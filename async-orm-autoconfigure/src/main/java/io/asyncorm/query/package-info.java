/**
 * What users hold: query sets, rows, references to related objects, results and
 * exceptions.
 */
@NullMarked
package io.asyncorm.query;

import org.jspecify.annotations.NullMarked;
