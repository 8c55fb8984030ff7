/**
 * Tests of binding, executing and translating, on real databases.
 */
@NullMarked
package io.asyncorm.jdbc;

import org.jspecify.annotations.NullMarked;
