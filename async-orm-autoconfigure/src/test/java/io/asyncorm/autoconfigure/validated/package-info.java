/**
 * A model with constraints of Bean Validation.
 */
@NullMarked
package io.asyncorm.autoconfigure.validated;

import org.jspecify.annotations.NullMarked;
