/**
 * SQL statements as sealed, immutable trees: what a statement means, not how a database
 * spells it. The compiler builds them, a dialect renders them.
 */
@NullMarked
package io.asyncorm.sql;

import org.jspecify.annotations.NullMarked;
