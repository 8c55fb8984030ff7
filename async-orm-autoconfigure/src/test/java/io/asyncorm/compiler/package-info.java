/**
 * Tests of the compiler: query set in, whole statement and binds out.
 */
@NullMarked
package io.asyncorm.compiler;

import org.jspecify.annotations.NullMarked;
