/**
 * Tests of what users hold of a query.
 */
@NullMarked
package io.asyncorm.query;

import org.jspecify.annotations.NullMarked;
