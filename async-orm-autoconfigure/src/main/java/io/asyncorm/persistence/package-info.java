/**
 * Writes: changes to SQL trees, and the order of cascades.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.persistence;

import org.jspecify.annotations.NullMarked;
