/**
 * Finds mistakes in how the library is used: N+1 queries, calls of other services in
 * transactions, connections that are held and idle.
 */
@NullMarked
package io.asyncorm.diagnostics;

import org.jspecify.annotations.NullMarked;
