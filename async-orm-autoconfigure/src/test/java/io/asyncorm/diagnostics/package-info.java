/**
 * Tests of the parts that find N+1 queries; how they are found is tested from outside, as
 * a user's code, in {@code io.asyncorm.related}.
 */
@NullMarked
package io.asyncorm.diagnostics;

import org.jspecify.annotations.NullMarked;
