/**
 * Plans and compiles writes: inserts, updates, upserts, and cascading deletes in their
 * order.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.persistence;

import org.jspecify.annotations.NullMarked;
