/**
 * Tests of how names and values are resolved, without a database.
 */
@NullMarked
package io.asyncorm.resolution;

import org.jspecify.annotations.NullMarked;
