/**
 * Renders SQL trees to the text of one database, and knows what else differs between
 * databases: error codes, locks, types and capabilities.
 * <p>
 * For those who write a dialect: what is public here keeps working.
 */
@NullMarked
package io.asyncorm.dialect;

import org.jspecify.annotations.NullMarked;
