/**
 * A small application, and tests of its repositories alone.
 */
@NullMarked
package io.asyncorm.testslice.notes;

import org.jspecify.annotations.NullMarked;
