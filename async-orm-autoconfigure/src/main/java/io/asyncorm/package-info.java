/**
 * The entry point of the ORM: static factories that the other packages stand behind.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm;

import org.jspecify.annotations.NullMarked;
