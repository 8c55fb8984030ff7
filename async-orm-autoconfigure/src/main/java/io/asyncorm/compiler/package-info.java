/**
 * Reads: the state of a query set to a SQL tree.
 */
@NullMarked
package io.asyncorm.compiler;

import org.jspecify.annotations.NullMarked;
