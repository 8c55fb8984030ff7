/**
 * Tests of transactions.
 */
@NullMarked
package io.asyncorm.transaction;

import org.jspecify.annotations.NullMarked;
