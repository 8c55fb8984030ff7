/**
 * An application whose controllers return models as they are.
 */
@NullMarked
package io.asyncorm.tickets;

import org.jspecify.annotations.NullMarked;
