/**
 * Writes: changes to SQL trees, and the order of cascades.
 */
@NullMarked
package io.asyncorm.persistence;

import org.jspecify.annotations.NullMarked;
