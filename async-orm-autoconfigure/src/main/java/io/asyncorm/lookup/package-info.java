/**
 * The lookups behind {@code field__lookup}: how each prepares its value and what it means
 * in SQL.
 */
@NullMarked
package io.asyncorm.lookup;

import org.jspecify.annotations.NullMarked;
