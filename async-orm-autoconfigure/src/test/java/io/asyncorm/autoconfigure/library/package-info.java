/**
 * A small application's models and repositories.
 */
@NullMarked
package io.asyncorm.autoconfigure.library;

import org.jspecify.annotations.NullMarked;
