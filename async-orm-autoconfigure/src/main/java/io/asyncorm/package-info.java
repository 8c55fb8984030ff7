/**
 * The entry point of the ORM: static factories that the other packages stand behind.
 */
@NullMarked
package io.asyncorm;

import org.jspecify.annotations.NullMarked;
