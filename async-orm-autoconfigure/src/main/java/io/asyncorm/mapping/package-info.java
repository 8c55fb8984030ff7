/**
 * Rows to objects and back: column types, constructors and relations.
 */
@NullMarked
package io.asyncorm.mapping;

import org.jspecify.annotations.NullMarked;
