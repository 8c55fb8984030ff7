/**
 * Tests of the schema floor.
 */
@NullMarked
package io.asyncorm.schema;

import org.jspecify.annotations.NullMarked;
