/**
 * Transactions: atomic blocks, savepoints and the rollback-only rule.
 */
@NullMarked
package io.asyncorm.transaction;

import org.jspecify.annotations.NullMarked;
