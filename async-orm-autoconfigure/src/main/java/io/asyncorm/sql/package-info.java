/**
 * SQL statements as sealed, immutable trees: what a statement means, not how a database
 * spells it. The compiler builds them, a dialect renders them.
 * <p>
 * For those who write a dialect: what is public here keeps working.
 */
@NullMarked
package io.asyncorm.sql;

import org.jspecify.annotations.NullMarked;
