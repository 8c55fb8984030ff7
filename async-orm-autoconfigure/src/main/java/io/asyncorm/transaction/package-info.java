/**
 * Transactions for asynchronous code: atomic blocks, which nest by savepoints. Start at
 * {@link io.asyncorm.transaction.AsyncTransactions}.
 * <p>
 * For users: what is public here keeps working, unless it says that it is internal.
 */
@NullMarked
package io.asyncorm.transaction;

import org.jspecify.annotations.NullMarked;
