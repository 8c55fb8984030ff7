/**
 * Queries that fit their database.
 */
@NullMarked
package io.asyncorm.autoconfigure.check.sound;

import org.jspecify.annotations.NullMarked;
