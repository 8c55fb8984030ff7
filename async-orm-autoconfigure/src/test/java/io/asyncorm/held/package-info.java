/**
 * Tests of what keeps connections waiting.
 */
@NullMarked
package io.asyncorm.held;

import org.jspecify.annotations.NullMarked;
