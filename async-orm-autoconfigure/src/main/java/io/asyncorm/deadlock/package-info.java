/**
 * Which lines of the application stand behind deadlocks and long waits for locks: see
 * {@link io.asyncorm.deadlock.LockDiagnosis}.
 */
@NullMarked
package io.asyncorm.deadlock;

import org.jspecify.annotations.NullMarked;
