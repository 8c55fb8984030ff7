/**
 * Lookups, such as {@code icontains} in {@code title__icontains}, and functions: how each
 * prepares its values, and the SQL that it becomes.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.lookup;

import org.jspecify.annotations.NullMarked;
