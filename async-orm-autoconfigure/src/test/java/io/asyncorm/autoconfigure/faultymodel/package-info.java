/**
 * A model that cannot work as it is declared.
 */
@NullMarked
package io.asyncorm.autoconfigure.faultymodel;

import org.jspecify.annotations.NullMarked;
