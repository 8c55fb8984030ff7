/**
 * Hostile texts in every place that takes one.
 */
@NullMarked
package io.asyncorm.injection;

import org.jspecify.annotations.NullMarked;
