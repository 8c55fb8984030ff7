/**
 * Tests of query sets, without a database.
 */
@NullMarked
package io.asyncorm.query;

import org.jspecify.annotations.NullMarked;
