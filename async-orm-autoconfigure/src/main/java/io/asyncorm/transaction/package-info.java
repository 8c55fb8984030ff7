/**
 * Transactions for asynchronous code: atomic blocks, which nest by savepoints. Start at
 * {@link io.asyncorm.transaction.AsyncTransactions}.
 */
@NullMarked
package io.asyncorm.transaction;

import org.jspecify.annotations.NullMarked;
