/**
 * Compiles reads: a resolved query set to a tree of SQL. Start at
 * {@link io.asyncorm.compiler.QueryCompiler}.
 */
@NullMarked
package io.asyncorm.compiler;

import org.jspecify.annotations.NullMarked;
