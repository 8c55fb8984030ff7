/**
 * Rows to objects and back: column types, constructors and relations.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.mapping;

import org.jspecify.annotations.NullMarked;
