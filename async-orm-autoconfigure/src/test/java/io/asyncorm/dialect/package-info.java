/**
 * Tests of the dialects.
 */
@NullMarked
package io.asyncorm.dialect;

import org.jspecify.annotations.NullMarked;
