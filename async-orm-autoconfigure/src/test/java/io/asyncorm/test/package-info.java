/**
 * Tests of what tests are made with.
 */
@NullMarked
package io.asyncorm.test;

import org.jspecify.annotations.NullMarked;
