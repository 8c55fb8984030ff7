/**
 * A repository that cannot work as it is declared.
 */
@NullMarked
package io.asyncorm.autoconfigure.faultyrepository;

import org.jspecify.annotations.NullMarked;
