/**
 * Tests of what writes become, without a database.
 */
@NullMarked
package io.asyncorm.persistence;

import org.jspecify.annotations.NullMarked;
