/**
 * Compiles reads: a resolved query set to a tree of SQL. Start at
 * {@link io.asyncorm.compiler.QueryCompiler}.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.compiler;

import org.jspecify.annotations.NullMarked;
