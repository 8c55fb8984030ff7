/**
 * Benchmarks beside plain JDBC, and what runs all benchmarks.
 */
@NullMarked
package io.asyncorm.benchmark;

import org.jspecify.annotations.NullMarked;
