/**
 * Maps rows to objects: reads columns, calls constructors and creates relations.
 * <p>
 * Internal: it may change at any time.
 */
@NullMarked
package io.asyncorm.mapping;

import org.jspecify.annotations.NullMarked;
