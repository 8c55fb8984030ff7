/**
 * Tests of the model floor.
 */
@NullMarked
package io.asyncorm.model;

import org.jspecify.annotations.NullMarked;
