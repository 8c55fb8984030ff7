/**
 * Tests of query sets, without a database.
 */
@NullMarked
package io.asyncorm.queryset;

import org.jspecify.annotations.NullMarked;
