/**
 * The resolved, immutable description of what is asked of the database: the state of a
 * query set, the operations of its terminal methods, and the ports that run them.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.plan;

import org.jspecify.annotations.NullMarked;
