/**
 * Queries that do not fit their database.
 */
@NullMarked
package io.asyncorm.autoconfigure.check.faulty;

import org.jspecify.annotations.NullMarked;
