/**
 * A model with a type of its own, and the converter of that.
 */
@NullMarked
package io.asyncorm.autoconfigure.converted;

import org.jspecify.annotations.NullMarked;
