/**
 * A sealed, immutable grammar of SQL: what a statement says, not how a database spells
 * it.
 */
@NullMarked
package io.asyncorm.sql;

import org.jspecify.annotations.NullMarked;
