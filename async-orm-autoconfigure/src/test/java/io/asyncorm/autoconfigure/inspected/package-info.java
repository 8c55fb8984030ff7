/**
 * An application that has no models yet.
 */
@NullMarked
package io.asyncorm.autoconfigure.inspected;

import org.jspecify.annotations.NullMarked;
