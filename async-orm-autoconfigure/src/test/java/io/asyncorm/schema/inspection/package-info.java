/**
 * Tests of the models and repositories that are written from existing databases.
 */
@NullMarked
package io.asyncorm.schema.inspection;

import org.jspecify.annotations.NullMarked;
