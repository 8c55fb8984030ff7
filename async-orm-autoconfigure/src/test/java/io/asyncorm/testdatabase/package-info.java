/**
 * Real databases for the tests: one PostgreSQL server per JVM and a fresh database for
 * whoever asks.
 */
@NullMarked
package io.asyncorm.testdatabase;

import org.jspecify.annotations.NullMarked;
