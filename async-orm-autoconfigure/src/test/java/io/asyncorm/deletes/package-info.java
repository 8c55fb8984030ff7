/**
 * Tests of deletes through the API: races, faults and great numbers.
 */
@NullMarked
package io.asyncorm.deletes;

import org.jspecify.annotations.NullMarked;
