/**
 * SQL trees to the text of one database, as small capability objects.
 * <p>
 * For those who write a dialect: what is public here keeps working.
 */
@NullMarked
package io.asyncorm.dialect;

import org.jspecify.annotations.NullMarked;
