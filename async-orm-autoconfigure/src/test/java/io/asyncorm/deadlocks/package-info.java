/**
 * Tests for what is told of deadlocks and of waits for locks. They stand outside of the
 * package that tells it, whose lines are not those of an application.
 */
@NullMarked
package io.asyncorm.deadlocks;

import org.jspecify.annotations.NullMarked;
