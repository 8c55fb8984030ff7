/**
 * Tests of the mapping floor.
 */
@NullMarked
package io.asyncorm.mapping;

import org.jspecify.annotations.NullMarked;
