/**
 * Tests of the model floor.
 */
@NullMarked
package io.asyncorm.type;

import org.jspecify.annotations.NullMarked;
