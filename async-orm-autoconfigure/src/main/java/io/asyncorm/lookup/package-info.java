/**
 * The lookups behind {@code field__lookup}: how each prepares its value and what it means
 * in SQL.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.lookup;

import org.jspecify.annotations.NullMarked;
