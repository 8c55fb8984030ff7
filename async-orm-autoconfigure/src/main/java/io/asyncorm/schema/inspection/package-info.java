/**
 * Writes models and repositories from the tables that a database has, as Django's
 * {@code inspectdb} does.
 */
@NullMarked
package io.asyncorm.schema.inspection;

import org.jspecify.annotations.NullMarked;
