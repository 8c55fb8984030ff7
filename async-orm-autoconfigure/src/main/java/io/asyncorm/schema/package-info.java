/**
 * Models to tables.
 */
@NullMarked
package io.asyncorm.schema;

import org.jspecify.annotations.NullMarked;
