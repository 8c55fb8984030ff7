/**
 * Every query of the repositories held against the database at startup.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.autoconfigure.check;

import org.jspecify.annotations.NullMarked;
